"""What MkDocs is told beside its settings: claims, notes, and the articles in order."""

from pathlib import Path

import yaml
from markdown import Markdown

LABELS = {
    "accurate": "Accurate",
    "mostly-accurate": "Mostly accurate",
    "needs-context": "Needs context",
    "misleading": "Misleading",
    "inaccurate": "Inaccurate",
    "unverified": "Unverified",
}
_markdown = Markdown(output_format="html")
_known = {}
_articles = []


def on_pre_build(config):
    _known.clear()
    _articles.clear()


def on_nav(nav, config, files):
    for file in files.documentation_pages():
        if file.src_uri.startswith("articles/"):
            _articles.append(_read_article(file))
    _articles.sort(key=lambda article: article["date"], reverse=True)
    return nav


def on_env(env, config, files):
    env.filters["note"] = _render_note
    env.globals |= {"labels": LABELS, "articles": _articles}
    return env


def on_page_context(context, page, config, nav):
    context["claims"] = _load_claims(Path(page.file.src_uri).stem) if page.file.src_uri.startswith("articles/") else []
    return context


def _read_article(file):
    name = Path(file.src_uri).stem
    with Path(file.abs_src_path).open(encoding="utf-8") as text:
        front = yaml.load(text.read().split("---\n", 2)[1], yaml.CSafeLoader)
    return {"url": file.url, "title": front["title"], "date": str(front["date"]), "claims": _load_claims(name)}


def _load_claims(name):
    if name not in _known:
        text = Path(f"claims/{name}.yaml").read_text("utf-8")
        _known[name] = yaml.load(text, yaml.CSafeLoader)["claims"]
    return _known[name]


def _render_note(text):
    _markdown.reset()
    return _markdown.convert(text)
