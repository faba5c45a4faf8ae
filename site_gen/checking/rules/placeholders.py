"""Words that wait for a check get one."""

from __future__ import annotations

from collections.abc import Iterator

from site_gen.checking.rule import Case, Finding, Rule


def find_waiting_words(case: Case, _value: str) -> Iterator[Finding]:
    """Find words marked `[…](#)` that no claim and no note covers, drafts included."""
    for each in case.body.placeholders:
        if not each.covered:
            words = each.text if len(each.text) <= 60 else f"{each.text[:59]}…"
            message = f"“{words}” waits for a check: no claim and no note covers these words"
            hint = "`site-gen add` makes a claim of them; to leave it, take the brackets and `(#)` away"
            yield Finding(message, each.span, hint)


RULE = Rule("placeholder-has-note", "warn", "passages wait for a check", find_waiting_words)
