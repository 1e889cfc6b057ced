// The list of changes in the dialog: each with its place, its rule, and how it reads before and after.

const CONTEXT = 32;
const HIDDEN = /[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]/g;

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

// What cannot be seen is named: spaces as an open box, hidden characters by their number.
const seen = (text) => text
  .replace(/\u00a0/g, "⍽")
  .replace(/ /g, "␣")
  .replace(HIDDEN, (sign) => ` U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")} `);

const start = (text) => (text.length > CONTEXT ? `${text.slice(0, CONTEXT).replace(/\S*$/, "")}…` : text);
const end = (text) => (text.length > CONTEXT ? `…${text.slice(-CONTEXT).replace(/^\S*/, "")}` : text);
const middle = (text) => (text.length > 2 * CONTEXT ? `${start(text)} ${end(text)}` : text);
const plain = (text) => text.replace(HIDDEN, "").replace(/\n/g, " ");

const context = (text, parts) => {
  const shown = element("span", "proofreader__context");
  shown.dir = "rtl";
  parts.forEach(([from, to, put], place) => {
    const before = text.slice(place ? parts[place - 1][1] : 0, from);
    shown.append(plain(place ? middle(before) : end(before)));
    shown.append(element("del", "", seen(text.slice(from, to))));
    if (put) shown.append(element("ins", "", seen(put)));
  });
  shown.append(plain(start(text.slice(parts.at(-1)[1]))));
  return shown;
};

export const row = ({ passage, rules, parts }, number) => {
  const box = element("input");
  Object.assign(box, { type: "checkbox", checked: true, value: number });
  const facts = element("span", "proofreader__facts",
    element("bdi", "proofreader__where", passage.where), passage.where ? ": " : "", element("span", "proofreader__rule", rules.join("، ")));
  const words = element("span", "proofreader__words", facts, context(passage.text, parts));
  return element("li", "", element("label", "proofreader__change", box, words));
};
