"""Puts real names and ids into what Schemathesis draws, so that requests reach further than a 404.

What is drawn decides what is put in, so a run with the same seed is the same run. Every fifth value stays as it was drawn.
"""

import json
import os
import threading
import zlib

import schemathesis

with open(os.environ["HEYI_KNOWN"], encoding="utf-8") as file:
    KNOWN = json.load(file)
MODULES = sorted(KNOWN["records"])
ASKED = open(os.environ["HEYI_ASKED"], "w", encoding="utf-8")
WRITING = threading.Lock()


@schemathesis.hook
def after_call(context, case, response):
    """Notes which operation was asked and what came of it."""
    with WRITING:
        ASKED.write(f"{case.operation.method.lower()}\t{case.operation.path}\t{response.status_code}\n")
        ASKED.flush()


def pick(values, drawn):
    """One of the values, or what was drawn."""
    number = zlib.crc32(json.dumps(drawn, sort_keys=True, default=str).encode())
    return drawn if not values or number % 5 == 0 else values[number // 5 % len(values)]


def module_of(operation):
    parts = operation.path.split("/")
    return parts[4] if operation.path.startswith("/api/v1/records/") else None


def ids(operation):
    """Ids for the path: those that are deleted are not those that are read."""
    module = module_of(operation)
    if module:
        records = KNOWN["records"][module]
        half = len(records) // 2
        return records[half:] if operation.method == "delete" else records[:half]
    area = operation.path.split("/")[3] if operation.path.count("/") > 2 else ""
    return {"groups": KNOWN["groups"], "sharing-rules": KNOWN["rules"], "logins": KNOWN["logins"], "files": KNOWN["files"][:5],
            "api-keys": KNOWN["keys"], "views": list(KNOWN["views"].values())}.get(area, [])


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    operation = context.operation
    module = module_of(operation)
    if not path_parameters:
        return path_parameters
    drawn = dict(path_parameters)
    for name, value in drawn.items():
        values = {
            "id": ids(operation),
            # Metadata is changed where nothing else looks.
            "module": MODULES if operation.method == "get" or "views" in operation.path or "bin" in operation.path else ["c_spare"],
            "field": [field["key"] for field in KNOWN["fields"]["c_spare"] if not field["system"]],
            "link": KNOWN["links"].get(module, []),
            "action": ["transfer", "restore"],
            "role": ["c_reader"],
            "app": ["team"],
            "person": KNOWN["people"][:10],
            "kind": ["person"],
            "subject": KNOWN["people"][:10],
            "type": ["validation", "not_found", "stale"],
        }.get(name, [])
        path_parameters[name] = pick(values, value)
        if operation.method != "get" and path_parameters[name] in KNOWN["own"]:
            path_parameters[name] = "1"
    return path_parameters


def leaf(module, drawn):
    """A condition that this module has."""
    fields = [field for field in KNOWN["fields"].get(module, []) if "empty" in (field["operators"] or [])]
    if not fields:
        return drawn
    field = pick(fields, [drawn, 1]) if isinstance(pick(fields, [drawn, 1]), dict) else fields[0]
    operator = "empty" if zlib.crc32(json.dumps(drawn, default=str).encode()) % 2 else "not_empty"
    return {"field": field["key"], "op": operator}


def condition(module, drawn, depth=0):
    """The drawn tree with leaves that the module has."""
    if not isinstance(drawn, dict) or depth > 4:
        return leaf(module, drawn)
    for name in ("all", "any"):
        if isinstance(drawn.get(name), list):
            return {name: [condition(module, part, depth + 1) for part in drawn[name][:5]]}
    if "not" in drawn:
        return {"not": condition(module, drawn["not"], depth + 1)}
    return leaf(module, drawn)


def sort(module, drawn):
    sortable = [field["key"] for field in KNOWN["fields"][module] if field["sortable"]]
    return pick(sortable + ["-" + key for key in sortable], drawn)


def query(module, asked, drawn):
    """What a list is asked, in the query or in a body."""
    if "filter" in asked:
        text = isinstance(asked["filter"], str)
        found = condition(module, asked["filter"] if not text else {"op": asked["filter"]})
        asked["filter"] = json.dumps(found) if text else found
    if "sort" in asked:
        asked["sort"] = sort(module, asked["sort"])
    if "fields" in asked:
        names = [field["key"] for field in KNOWN["fields"][module]]
        asked["fields"] = names[:3] if isinstance(asked["fields"], list) else ",".join(names[:3])
    if "view" in asked:
        asked["view"] = pick([KNOWN["views"][module]], asked["view"])
    # Only one way of turning pages at a time, and a cursor is drawn by the server alone.
    asked.pop("cursor", None)
    if "from" in asked and not str(asked.get("sort", "")):
        asked.pop("from")
    if "offset" in asked:
        asked.pop("from", None)
    return asked


@schemathesis.hook
def map_query(context, query_parameters):
    module = module_of(context.operation)
    if module and query_parameters and pick([True], query_parameters) is True:
        return query(module, dict(query_parameters), query_parameters)
    return query_parameters


def fields_of(module, drawn):
    """A record with links that lead somewhere, names that nobody has, and numbers that can be called."""
    number = zlib.crc32(json.dumps(drawn, sort_keys=True, default=str).encode())
    for field in KNOWN["fields"].get(module, []):
        key, kind = field["key"], field["type"]
        if drawn.get(key) is None:
            continue
        if kind in ("lookup", "person", "department"):
            drawn[key] = pick(KNOWN["records"].get(field["target"], []), drawn[key])
        elif kind == "file" or field["format"] == "credit_code":
            drawn[key] = None
        elif kind == "text" and (field["unique"] or field["required"]):
            drawn[key] = f"{drawn[key]}"[:20] + f"{number:x}"
        elif kind in ("phone", "mail", "url"):
            usual = {"phone": f"138{number % 10**8:08}", "mail": f"m{number}@example.cn", "url": f"example.cn/{number}"}
            drawn[key] = pick([usual[kind]], drawn[key])
    return drawn


@schemathesis.hook
def map_body(context, body):
    operation = context.operation
    module = module_of(operation)
    if not isinstance(body, dict) or pick([True], body) is not True:
        return body
    body = dict(body)
    if module is None:
        if operation.path in ("/api/v1/groups", "/api/v1/groups/{id}") and "members" in body:
            body["members"] = KNOWN["people"][:2]
        return body
    rest = operation.path.split("/")[5:]
    if rest == ["query"]:
        return query(module, body, body)
    if rest == ["aggregate"]:
        return figures(module, body)
    if rest == ["batch"]:
        body["records"] = [fields_of(module, dict(row)) if isinstance(row, dict) else row for row in body.get("records") or []]
        return body
    if rest in ([], ["{id}"]):
        return fields_of(module, body)
    if rest == ["{id}", "files"]:
        body["file"] = pick(KNOWN["files"][5:], body.get("file"))
    if rest == ["{id}", "team"]:
        body["subject"] = {"person": KNOWN["people"][0]}
    if rest == ["{id}", "actions", "{action}"]:
        return {"owner": KNOWN["people"][1]}
    return body


def figures(module, body):
    """An aggregate of fields that can be grouped and measured."""
    fields = KNOWN["fields"][module]
    groupable = [field["key"] for field in fields if field["groupable"]]
    summable = [field["key"] for field in fields if field["summable"]]
    if "filter" in body:
        body["filter"] = condition(module, body["filter"])
    if "group_by" in body:
        keys = body["group_by"] if isinstance(body["group_by"], list) else []
        body["group_by"] = [pick(groupable, key) for key in keys[:3]]
    measures = []
    asked = body.get("measures")
    for measure in asked[:3] if isinstance(asked, list) else []:
        if isinstance(measure, dict) and measure.get("fn") in ("sum", "avg", "min", "max") and summable:
            measures.append({"fn": measure["fn"], "field": pick(summable, measure)})
        else:
            measures.append({"fn": "count"})
    if "measures" in body:
        body["measures"] = measures
    body.pop("order", None)
    return body
