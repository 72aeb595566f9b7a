/*
 * Choices beside each other as the browser's own lists: they stand at once, and a phone opens its own wheel. Texts are
 * set as texts.
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

function build(place) {
  const choice = document.createElement("div"), label = document.createElement("label");
  const list = document.createElement("select");
  label.htmlFor = list.id = `list-${place}`;
  choice.className = "gp-choice";
  choice.append(label, list);
  return choice;
}

function show(choice, data, tell) {
  const [label, list] = choice.querySelectorAll("label, select"), given = JSON.stringify([data.options, data.note]);
  choice.style.flex = `${data.width} 1 0`;
  label.textContent = data.label;
  list.onchange = () => tell(list.value);
  // a list that is open while the page is drawn anew stays open
  if (choice.given !== given) {
    list.replaceChildren(...data.options.map(([code, text]) => new Option(text, code)));
    choice.querySelector("details")?.remove();
    if (data.note) label.after(note(data.note));
    choice.given = given;
  }
  list.value = data.chosen;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const row = parentElement.querySelector("section") || parentElement.appendChild(document.createElement("section"));
  row.className = "gp-choices";
  while (row.childElementCount > data.choices.length) row.lastChild.remove();
  data.choices.forEach((one, place) => {
    const choice = row.children[place] || row.appendChild(build(place));
    show(choice, one, (code) => setTriggerValue("chosen", [place, code]));
  });
}
