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

function build(root) {
  const label = document.createElement("label"), list = document.createElement("select");
  label.htmlFor = list.id = "list";
  root.className = "gp-choice";
  root.append(label, list);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector("section") || parentElement.appendChild(document.createElement("section"));
  if (!root.firstChild) build(root);
  const [label, list] = root.querySelectorAll("label, select"), given = JSON.stringify([data.options, data.note]);
  label.textContent = data.label;
  list.onchange = () => setTriggerValue("chosen", list.value);
  // a list that is open while the page is drawn anew stays open
  if (root.given !== given) {
    list.replaceChildren(...data.options.map(([code, text]) => new Option(text, code)));
    root.querySelector("details")?.remove();
    if (data.note) label.after(note(data.note));
    root.given = given;
  }
  list.value = data.chosen;
}
