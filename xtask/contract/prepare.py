"""Signs in to a running Heyi with a demo company, adds what the company lacks, and writes down what the hooks need.

usage: prepare.py URL ACCOUNT PASSWORD FOLDER

Writes FOLDER/openapi.json (the document) and FOLDER/known.json (an API key, and real names and ids).
"""

import json
import sys
import urllib.request

URL, ACCOUNT, PASSWORD, FOLDER = sys.argv[1:]
OPTIONS = [{"key": "good", "label": "好"}, {"key": "bad", "label": "坏"}]
# A field of every type, as an organisation adds them.
FIELDS = {
    "text": {"search": True, "sortable": True, "max_length": 40},
    "long_text": {},
    "integer": {"sortable": True, "min": "0", "max": "1000"},
    "decimal": {"scale": 3},
    "money": {"sortable": True},
    "percent": {"min": "0", "max": "100"},
    "boolean": {},
    "date": {"sortable": True},
    "time": {},
    "date_time": {},
    "choice": {"options": OPTIONS, "indexed": True},
    "multi_choice": {"options": OPTIONS},
    "lookup": {"target": "accounts", "related": "巡检"},
    "person": {},
    "department": {},
    "auto_number": {"number": {"pattern": "V{yyyy}-{0000}", "period": "year"}},
    "phone": {},
    "mail": {},
    "url": {},
    "region": {},
    "address": {},
    "file": {},
}
headers = {"content-type": "application/json", "sec-fetch-site": "same-origin"}


def ask(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(URL + path, method=method, data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        headers.setdefault("cookie", (answer.headers.get("set-cookie") or "").split(";")[0])
        text = answer.read()
        return json.loads(text) if text else None


def module(key, label):
    fields = [{"key": f"c_{kind}", "type": kind, "label": kind, **more} for kind, more in FIELDS.items()]
    ask("POST", "/api/v1/modules", {"key": key, "label": label, "fields": fields})


me = ask("POST", "/api/v1/session", {"account": ACCOUNT, "password": PASSWORD})
secret = ask("POST", "/api/v1/api-keys", {"name": "contract"})["secret"]
person = ask("GET", "/api/v1/session")["person"]["id"]
module("c_inspections", {"zh": "巡检", "en": "Inspection"})
# One that is changed and retired while the others are looked at.
module("c_spare", {"zh": "备用", "en": "Spare"})
for number in range(40):
    fields = {"c_name": f"第{number}次", "c_integer": number, "c_choice": OPTIONS[number % 2]["key"]}
    ask("POST", "/api/v1/records/c_inspections", fields)
others = [row["id"] for row in ask("GET", "/api/v1/records/employees?limit=200&fields=name")["records"] if row["id"] != person]
ask("POST", "/api/v1/roles", {"key": "c_reader", "label": "只读", "modules": {"accounts": {"read": "own"}}})
group = ask("POST", "/api/v1/groups", {"label": "小组", "members": others[:2]})
rule = {"module": "accounts", "label": "共享", "kind": "owner", "level": "read",
        "source": {"person": others[0]}, "target": {"group": group["id"]}}
rule = ask("POST", "/api/v1/sharing-rules", rule)
logins = ask("GET", "/api/v1/logins")["logins"]
# What the tester itself stands on must last to the end.
own = [person, *(login["id"] for login in logins if login["person"] == person), *(key["id"] for key in ask("GET", "/api/v1/api-keys")["api_keys"])]
spare = [ask("POST", "/api/v1/api-keys", {"name": f"spare {number}"})["id"] for number in range(5)]

known = {"key": secret, "person": person, "people": others, "groups": [group["id"]], "rules": [rule["id"]],
         "logins": [login["id"] for login in logins if login["id"] not in own], "own": own, "keys": spare, "files": [], "records": {}, "links": {}, "fields": {}, "views": {}}
for number in range(30):
    request = urllib.request.Request(f"{URL}/api/v1/files?name=f{number}.txt", method="POST", data=b"text",
                                     headers={**headers, "content-type": "application/octet-stream"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        known["files"].append(json.load(answer)["id"])
for listed in ask("GET", "/api/v1/modules")["modules"]:
    key = listed["key"]
    described = ask("GET", f"/api/v1/modules/{key}")
    known["links"][key] = [link["key"] for link in described["related"]]
    known["fields"][key] = [
        {name: field.get(name) for name in ("key", "type", "format", "target", "operators", "required", "unique", "sortable", "groupable",
                                                "summable", "system")}
        for field in described["fields"]
    ]
    page = ask("GET", f"/api/v1/records/{key}?limit=200&fields=name&sort=id")
    known["records"][key] = [record["id"] for record in page["records"]]
    known["views"][key] = ask("POST", f"/api/v1/views/{key}", {"label": "视图"})["id"]

with open(f"{FOLDER}/openapi.json", "w", encoding="utf-8") as file:
    json.dump(ask("GET", "/api/v1/openapi.json"), file, ensure_ascii=False)
with open(f"{FOLDER}/known.json", "w", encoding="utf-8") as file:
    json.dump(known, file, ensure_ascii=False)
