/*
 * One choice as the browser's own list: it stands at once, and a phone opens its own wheel. Texts are set as texts.
 */
function note(text) {
  const made = document.createElement("details"), mark = document.createElement("summary");
  const said = document.createElement("p");
  mark.textContent = "?";
  mark.title = said.textContent = text;
  mark.ariaLabel = text;
  made.append(mark, said);
  return made;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector("section") || parentElement.appendChild(document.createElement("section"));
  const held = root.getRootNode().activeElement?.tagName === "SELECT";
  const label = document.createElement("label"), list = document.createElement("select");
  label.textContent = data.label;
  label.htmlFor = list.id = "list";
  list.append(...data.options.map(([code, text]) => new Option(text, code, false, code === data.chosen)));
  list.onchange = () => setTriggerValue("chosen", list.value);
  root.className = "gp-choice";
  root.replaceChildren(label, ...(data.note ? [note(data.note)] : []), list);
  // who chooses by keys stays where they are
  if (held) list.focus();
}
