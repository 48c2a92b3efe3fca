#!/usr/bin/env bash
# Imports the files of a Zoho CRM export whose nouns Heyi has, into a migrated organisation.
#
#   examples/zoho-demo/import.sh DIR
#
# DIR holds Users.csv, Accounts.csv, Contacts.csv, Leads.csv, Products.csv, Potentials.csv, Calls.csv, Events.csv and
# Tasks.csv. HEYI_DATA and HEYI_DATABASE name the organisation, HEYI_BIN the binary. People who are there already stay.
# With HEYI_REJECTED, a folder, the rows that are refused are kept there with their reasons.
#
# Of Zoho's demo company 3 accounts are refused, which have no name. What names an account that is not there (1 contact of
# one of these, 20 calls) comes without it.
set -euo pipefail
if [ "$#" -ne 1 ] || [ ! -f "$1/Potentials.csv" ]; then
  echo "usage: $0 DIR   (DIR holds Users.csv, Accounts.csv, …, Potentials.csv, Tasks.csv)" >&2
  exit 2
fi
here="$(cd "$(dirname "$0")" && pwd)"
heyi="${HEYI_BIN:-heyi}"

# import MODULE FILE: MODULE is imported from FILE.csv as FILE's mapping says.
import() {
  local rejected=()
  if [ -n "${HEYI_REJECTED:-}" ]; then
    rejected=(--rejected "$HEYI_REJECTED/$2.csv")
  fi
  "$heyi" import "$1" "$dir/$2.csv" --mapping "$here/$2.toml" --quiet "${rejected[@]}"
}

dir="$1"
import employees Users
import accounts Accounts
import contacts Contacts
import leads Leads
import products Products
import deals Potentials
import activities Calls
import activities Events
import tasks Tasks
