"""The editorial rules run over a site. Gives problems, as the site's ``rules`` have it, and the desk's list."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from site_gen.building.gather import Gathered
from site_gen.building.look import Load, check_site, survey_site
from site_gen.building.prepared import PreparedArticle, PreparedPage
from site_gen.building.results import BuildOptions, CheckResult
from site_gen.checking.desk import DeskEntry, count_desk, make_entries
from site_gen.checking.results import Checked, Editorial
from site_gen.checking.rule import Case, Finding, OwnPages, Published, Rule, T
from site_gen.checking.rules import ARTICLE_RULES, PAGE_RULES
from site_gen.model import Config, OwnPage, PageRecord, Site
from site_gen.support.diagnostics import Diagnostic, error, lower, sort_diagnostics, warning

_TAG = re.compile("<[^>]*>")
_SLOT = re.compile("\0[^\0]*\0")


def check_all(root: Path, options: BuildOptions, published: Published | None = None) -> Checked:
    """Find everything that a build would find, and what the editorial rules say."""
    return _check(root, options, published, check_site)


def check_desk_rules(root: Path, options: BuildOptions, published: Published | None = None) -> Checked:
    """Find what the editorial rules say of a site that was built a moment ago; of its other problems nothing."""
    return _check(root, options, published, survey_site)


def _check(
    root: Path,
    options: BuildOptions,
    published: Published | None,
    check: Callable[..., CheckResult],
) -> Checked:
    found: list[Editorial] = []

    def survey(gathered: Gathered, load: Load) -> Iterable[Diagnostic]:
        found.clear()  # called anew where the cache turned out damaged
        if gathered.everything is not None:
            found.append(
                check_editorial(
                    gathered.everything,
                    load,
                    known=gathered.diagnostics,
                    published=published,
                    with_drafts=options.drafts,
                )
            )
        return ()

    result = check(root, options, survey)
    return Checked(result, found[0]) if found else Checked(result)


def check_editorial(
    everything: Site,
    load: Load,
    *,
    known: Iterable[Diagnostic] = (),
    published: Published | None = None,
    with_drafts: bool = False,
) -> Editorial:
    """Run all rules over a site.

    ``everything`` has drafts and what waits for its day, too; ``load`` gives what was prepared of an article or page.
    ``known``: the problems found already, for the desk. ``published``: what readers have been told so far. What is not
    published yet is a matter of the desk alone, unless ``with_drafts``; it is never an error.
    """
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in known:
        by_path[each.span.path].append(each)
    problems: list[Diagnostic] = []
    entries: list[DeskEntry] = []
    for case, prepared in _load_cases(everything, load, published):
        found = list(_run(ARTICLE_RULES, case, everything.config))
        waiting = [each.span for each in case.unpublished]
        waiting += [each.span for each in case.claims if each.state != "published"]
        for each in found:
            is_draft = case.record.draft or any(span.covers(each.span) for span in waiting)
            if not is_draft:
                problems.append(each)
            elif with_drafts:
                problems.append(lower(each))
        near = by_path.get(case.article.claims_path or "", [])
        entries += make_entries(case, prepared.damaged, (*near, *found))
    problems += _run(PAGE_RULES, _load_pages(everything, load), everything.config)
    return Editorial(tuple(sort_diagnostics(problems)), count_desk(everything.config, entries))


def _load_cases(
    everything: Site, load: Load, published: Published | None
) -> Iterator[tuple[Case, PreparedArticle]]:
    for record in everything.articles:
        prepared = load(record)
        if (
            isinstance(prepared, PreparedArticle)
            and prepared.article is not None
            and prepared.body is not None
        ):
            case = Case(
                config=everything.config,
                record=record,
                article=prepared.article,
                body=prepared.body,
                day=everything.day,
                unpublished=prepared.unpublished,
                published=published,
            )
            yield case, prepared


def _load_pages(everything: Site, load: Load) -> OwnPages:
    return OwnPages(everything.config, tuple((page, *_load_text(page, load)) for page in everything.pages))


def _load_text(record: PageRecord, load: Load) -> tuple[str, OwnPage | None]:
    prepared = load(record)
    if not isinstance(prepared, PreparedPage) or prepared.body is None:
        return "", None
    text = " ".join(html.unescape(_TAG.sub("", _SLOT.sub("", prepared.body.html))).split())
    return text, prepared.page


def _run(rules: Iterable[Rule[T]], subject: T, config: Config) -> Iterator[Diagnostic]:
    for rule in rules:
        setting = config.rules.get(rule.code)
        level = setting.level if setting else rule.level
        if level != "ignore":
            value = (setting.value if setting else None) or rule.value
            for finding in rule.find(subject, value):
                yield _make_diagnostic(rule.code, level, finding)


def _make_diagnostic(code: str, level: str, finding: Finding) -> Diagnostic:
    make = error if level == "error" else warning
    return make(code, finding.message, finding.span, finding.help)
