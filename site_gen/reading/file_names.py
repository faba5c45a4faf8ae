"""What is wrong with the name of a file under ``content/``, and the right one. Does not touch the disk."""

from __future__ import annotations

import re

from site_gen.support.structs import Struct

CLAIMS_ENDING = ".claims.yaml"

_IMPOSSIBLE = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ](?=/|\Z)')
_DEVICE = re.compile(
    r"(?:\A|/)((?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.[^/]*)?)(?=/|\Z)", re.IGNORECASE
)
# A text of ours behind one of these was meant as what stands before it: editors add them unasked.
_MARKDOWN = re.compile(
    r"\.(?:md|markdown|mdown|mkd|txt)(?:\.(?:md|markdown|mdown|mkd|txt))*\Z", re.IGNORECASE
)
# Not meant as Markdown for certain: people keep notes and captions so, too.
_PLAIN_TEXT = re.compile(r"[^.]+\.txt", re.IGNORECASE)
_YAML = re.compile(r"\.(?:yaml|yml)(?:\.(?:yaml|yml|txt|md))*\Z", re.IGNORECASE)
_CLAIMS = re.compile(r"(?:\.claims?)+\Z", re.IGNORECASE)


class NameProblem(Struct, frozen=True):
    """Why a file cannot be read under its name."""

    message: str
    help: str


def is_passed_over(path: str) -> bool:
    """Tell whether a path is none of our business: a dot file, something below a dot folder, a ``README``."""
    return path.startswith(".") or "/." in path or path[path.rfind("/") + 1 :][:6].upper() == "README"


def find_portable_problem(path: str) -> NameProblem | None:
    """Tell whether a path of the site cannot exist on Windows."""
    wrong = _IMPOSSIBLE.search(path)
    if wrong and wrong[0] in ". ":
        found = "a name that ends in a dot or a space, which Windows does not allow"
        return NameProblem(found, "rename it without that")
    if wrong:
        sign = f"`{wrong[0]}`" if wrong[0] > " " else "a line end or another sign that cannot be seen"
        return NameProblem(
            f"a name with {sign} in it, which Windows does not allow", "rename it without that"
        )
    device = _DEVICE.search(path)
    if device:
        stem = device[1].partition(".")[0]
        return NameProblem(
            f"`{device[1]}` is the name of a device on Windows", f"rename it, such as to `{stem}-1`"
        )
    return None


def find_text_problem(name: str, *, with_claims: bool) -> NameProblem | None:
    """Tell what is wrong with a file name below ``articles/`` (``with_claims``) or ``pages/``; None: nothing.

    Names of other files, such as pictures, have no problem.
    """
    right = make_right_name(name, with_claims=with_claims)
    if right == name:
        return None
    if right is not None:
        hint = f"rename it to `{right}`"
        if _PLAIN_TEXT.fullmatch(name):
            hint = (
                f"if it is {'an article' if with_claims else 'a page'}, rename it to `{right}`; "
                "if readers are to download it, put it into static/root/;\n"
                "if it is only for you, put it outside of content/, or begin its name with a dot"
            )
        return NameProblem(f"`{name}` is not read under this name", hint)
    if _YAML.search(name):
        found = f"`{name}` is not read: only articles have claims files"
        return NameProblem(found, "move it beside its article, or take it out")
    return None


def make_right_name(name: str, *, with_claims: bool) -> str | None:
    """Give the name under which a Markdown or claims file is read; None for every other file."""
    yaml = _YAML.search(name)
    if yaml:
        stem = _CLAIMS.sub("", name[: yaml.start()])
        return f"{stem}{CLAIMS_ENDING}" if with_claims and stem else None
    markdown = _MARKDOWN.search(name)
    return f"{name[: markdown.start()]}.md" if markdown and markdown.start() else None
