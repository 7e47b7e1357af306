"""Checks what the API gives as strangers would: HSDS's published schemas.

Usage: check_api.py SCHEMAS BASE
Prints one line for each trouble, and how many records it saw; ends with 1 if there was any trouble.
"""

import json
import pathlib
import sys
import urllib.request

from check_export import validators

# Each address, and the schema of its records.
LISTS = {
    "/services": "service.json",
    "/services?full=true": "service.json",
    "/organizations": "organization.json",
    "/organizations?full=true": "organization.json",
    "/organizations?full_service=true": "organization.json",
    "/service_at_locations": "service_at_location.json",
    "/service_at_locations?full=true": "service_at_location.json",
    "/taxonomies": "taxonomy.json",
    "/taxonomy_terms": "taxonomy_term.json",
}
# What a record holds that its schema does not name, and the schema of that.
NESTED = {"organization.json": ("services", "service.json"), "service_at_location.json": ("service", "service.json")}


def get(address):
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode("utf-8")


def errors(known, schema, record):
    yield from known[schema].iter_errors(record)
    name, inner = NESTED.get(schema, (None, None))
    nested = record.get(name, []) if name else []
    for one in nested if isinstance(nested, list) else [nested]:
        yield from known[inner].iter_errors(one)


def main():
    known = validators(pathlib.Path(sys.argv[1]))
    base, seen, troubles = sys.argv[2], 0, []
    for address, schema in LISTS.items():
        join = "&" if "?" in address else "?"
        records = [json.loads(line) for line in get(f"{base}{address}{join}format=ndjson").splitlines()]
        path = address.split("?")[0]
        for record in records[:5]:
            records.append(json.loads(get(f"{base}{path}/{record['id']}")))
        for record in records:
            seen += 1
            for error in errors(known, schema, record):
                troubles.append(f"{address} {record['id']} {list(error.path)}: {error.message[:300]}")
    for trouble in troubles[:50]:
        print(trouble)
    print(f"{seen} records")
    sys.exit(1 if troubles else 0)


main()
