#!/usr/bin/env bash
# Imports the four files of Maven's "CRM Sales Opportunities" into a migrated organisation.
#
#   examples/maven/import.sh DIR
#
# DIR holds accounts.csv, products.csv, sales_pipeline.csv and sales_teams.csv. HEYI_DATA and HEYI_DATABASE name the
# organisation, HEYI_BIN the binary. People who are there already stay.
set -euo pipefail
if [ "$#" -ne 1 ] || [ ! -f "$1/sales_pipeline.csv" ]; then
  echo "usage: $0 DIR   (DIR holds accounts.csv, products.csv, sales_pipeline.csv, sales_teams.csv)" >&2
  exit 2
fi
here="$(cd "$(dirname "$0")" && pwd)"
heyi="${HEYI_BIN:-heyi}"
"$heyi" import employees "$1/sales_teams.csv" --mapping "$here/employees.toml" --quiet
"$heyi" import accounts "$1/accounts.csv" --mapping "$here/accounts.toml" --quiet
"$heyi" import products "$1/products.csv" --mapping "$here/products.toml" --quiet
"$heyi" import deals "$1/sales_pipeline.csv" --mapping "$here/deals.toml" --quiet
