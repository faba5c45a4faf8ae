import fs from "node:fs";
import path from "node:path";
import yaml from "js-yaml";
import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ html: true });
const LABELS = {
  accurate: "Accurate", "mostly-accurate": "Mostly accurate", "needs-context": "Needs context",
  misleading: "Misleading", inaccurate: "Inaccurate", unverified: "Unverified",
};
const known = new Map();
const load = (file) => {
  if (!known.has(file)) known.set(file, yaml.load(fs.readFileSync(file, "utf8")).claims);
  return known.get(file);
};

export default function (config) {
  config.setLibrary("md", markdown);
  config.on("eleventy.before", () => known.clear());
  config.addPassthroughCopy({ "style.css": "style.css", "hover.js": "hover.js" });
  config.addFilter("note", (text) => markdown.render(text));
  config.addFilter("claims", (page) => load(path.join("claims", `${page.fileSlug}.yaml`)));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addGlobalData("labels", LABELS);
  config.addGlobalData("statuses", Object.keys(LABELS));
  config.addCollection("newest", (api) => api.getFilteredByGlob("articles/*.md").reverse());
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk", dir: { input: ".", output: "public" } };
}
