"""Checks an export as strangers would: HSDS's published schemas, and Frictionless Data.

Usage: check_export.py SCHEMAS JSON PACKAGE...
Prints one line for each trouble, and ends with 1 if there was any.
"""

import json
import pathlib
import sys

from frictionless import validate
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


def validators(folder):
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    resources = [
        (name, Resource.from_contents(schema, default_specification=DRAFT202012))
        for name, schema in schemas.items()
    ]
    registry = Registry().with_resources(resources)
    return {name: Draft202012Validator(schema, registry=registry) for name, schema in schemas.items()}


def of_json(schemas, file):
    known = validators(schemas)
    for organization in json.loads(file.read_text("utf-8")):
        yield from known["organization.json"].iter_errors(organization)
        # The schema of organizations does not name their services.
        for service in organization["services"]:
            yield from known["service.json"].iter_errors(service)


def of_package(file):
    report = validate(str(file), type="package")
    for error in report.errors:
        yield error.message
    for task in report.tasks:
        for error in task.errors:
            yield f"{task.place}: {error.message}"


def main():
    schemas, file, *packages = map(pathlib.Path, sys.argv[1:])
    troubles = [f"{list(error.path)}: {error.message[:300]}" for error in of_json(schemas, file)]
    for package in packages:
        troubles += of_package(package)
    for trouble in troubles[:50]:
        print(trouble)
    sys.exit(1 if troubles else 0)


if __name__ == "__main__":
    main()
