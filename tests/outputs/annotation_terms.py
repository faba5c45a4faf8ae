"""What the keys of our Web Annotations stand for, as a JSON-LD context of our own.

The published one cannot be fetched in a test. These are the facts of it that our output needs, by the sort of value
that a key takes; the IRIs are those of https://www.w3.org/TR/annotation-vocab/ and of the vocabularies that it names.
"""

from __future__ import annotations

from typing import Any

OA = "http://www.w3.org/ns/oa#"
ACTIVITIES = "http://www.w3.org/ns/activitystreams#"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
DUBLIN_TERMS = "http://purl.org/dc/terms/"
PEOPLE = "http://xmlns.com/foaf/0.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_SCHEMA = "http://www.w3.org/2000/01/rdf-schema#"
XML_SCHEMA = "http://www.w3.org/2001/XMLSchema#"

CLASSES = {
    **{
        name: f"{OA}{name}"
        for name in (
            "SpecificResource",
            "TextPositionSelector",
            "TextQuoteSelector",
            "TextualBody",
            "TimeState",
            "Annotation",
        )
    },
    "AnnotationCollection": f"{ACTIVITIES}OrderedCollection",
    "AnnotationPage": f"{ACTIVITIES}OrderedCollectionPage",
    "Organization": f"{PEOPLE}Organization",
    "Person": f"{PEOPLE}Person",
}
MOTIVES = {name: f"{OA}{name}" for name in ("assessing", "classifying", "describing", "linking")}
"""The words that a motivation or purpose can be, as far as we use them."""

TO_MOTIVES = {"motivation": f"{OA}motivatedBy", "purpose": f"{OA}hasPurpose"}
TO_THINGS = {
    "target": f"{OA}hasTarget",
    "body": f"{OA}hasBody",
    "source": f"{OA}hasSource",
    "selector": f"{OA}hasSelector",
    "state": f"{OA}hasState",
    "cached": f"{OA}cachedSource",
    "creator": f"{DUBLIN_TERMS}creator",
    "homepage": f"{PEOPLE}homepage",
    "first": f"{ACTIVITIES}first",
    "partOf": f"{ACTIVITIES}partOf",
}
TO_THINGS_IN_ORDER = {"items": f"{ACTIVITIES}items"}
TO_MOMENTS = {
    "sourceDate": f"{OA}sourceDate",
    "created": f"{DUBLIN_TERMS}created",
    "modified": f"{DUBLIN_TERMS}modified",
}
TO_COUNTS = {
    "start": f"{OA}start",
    "end": f"{OA}end",
    "startIndex": f"{ACTIVITIES}startIndex",
    "total": f"{ACTIVITIES}totalItems",
}
TO_TEXTS = {
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
    "value": f"{RDF}value",
    "label": f"{RDF_SCHEMA}label",
    "name": f"{PEOPLE}name",
    "format": f"{DUBLIN_CORE}format",
    "language": f"{DUBLIN_CORE}language",
}
PROPERTIES = TO_MOTIVES | TO_THINGS | TO_THINGS_IN_ORDER | TO_MOMENTS | TO_COUNTS | TO_TEXTS


def make_context() -> dict[str, Any]:
    """Give the context as a processor of JSON-LD wants it."""

    def typed(terms: dict[str, str], kind: str, **more: str) -> dict[str, dict[str, str]]:
        return {term: {"@id": iri, "@type": kind, **more} for term, iri in terms.items()}

    return {
        "@context": {
            "id": {"@id": "@id", "@type": "@id"},
            "type": {"@id": "@type", "@type": "@id"},
            **CLASSES,
            **MOTIVES,
            **TO_TEXTS,
            **typed(TO_MOTIVES, "@vocab"),
            **typed(TO_THINGS, "@id"),
            **typed(TO_THINGS_IN_ORDER, "@id", **{"@container": "@list"}),
            **typed(TO_MOMENTS, f"{XML_SCHEMA}dateTime"),
            **typed(TO_COUNTS, f"{XML_SCHEMA}nonNegativeInteger"),
        }
    }
