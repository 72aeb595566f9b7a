/*
 * Lists a ranking: a button a place, which marks it, and one beside it that goes into it; or findings, each with a
 * button that has the map show what it is about. Texts are set as texts.
 * One part of the page instead of forty: that is what makes a long list stand at once.
 */
function button(text, does, more) {
  const made = Object.assign(document.createElement("button"), { type: "button", onclick: does }, more);
  made.append(...text);
  return made;
}

function worded(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function line(row, data, tell) {
  const made = document.createElement("li");
  const text = [`${row.place}. ${row.name} `, worded("b", row.value), row.change];
  made.append(button(text, () => tell("mark", row.id), { title: row.parts, ariaPressed: row.id === data.marked }));
  if (data.into) made.append(button(["›"], () => tell("into", row.id), { ariaLabel: `${data.into} ${row.name}` }));
  return made;
}

function leaves(data, tell) {
  const made = document.createElement("div"), at = document.createElement("span");
  at.textContent = `${data.page + 1} / ${data.last + 1}`;
  made.append(
    button([data.back], () => tell("leaf", data.page), { disabled: data.page === 0 }), at,
    button([data.on], () => tell("leaf", data.page + 2), { disabled: data.page === data.last }),
  );
  return made;
}

function finding(row, data, tell) {
  const made = document.createElement("li"), said = document.createElement("p");
  made.className = `gp-${row.severity}`;
  said.append(worded("b", row.object), ` ${row.message}`, worded("small", row.mend));
  const named = `${data.show} ${row.rule} ${row.object}`;
  made.append(said, ...(row.id ? [button([data.show], () => tell("show", row.id), { ariaLabel: named })] : []));
  return made;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector("section") || parentElement.appendChild(document.createElement("section"));
  const buttons = () => [...root.querySelectorAll("button")];
  // who goes through the list by keys stays where they are
  const held = buttons().indexOf(root.getRootNode().activeElement);
  const list = document.createElement("ol");
  const [rows, drawn] = data.findings ? [data.findings, finding] : [data.rows, line];
  list.append(...rows.map((row) => drawn(row, data, setTriggerValue)));
  root.className = data.findings ? "gp-ranking gp-findings" : "gp-ranking";
  root.replaceChildren(list, ...(data.last ? [leaves(data, setTriggerValue)] : []));
  if (held >= 0) buttons()[held]?.focus();
}
