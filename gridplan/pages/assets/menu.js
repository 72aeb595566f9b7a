/*
 * The pages of the menu as links: a plain click goes there within the session, any other opens the address as the
 * browser does. Texts are set as texts.
 */
function link(page, nav, tell) {
  const made = document.createElement("a");
  made.textContent = page.title;
  made.href = page.address;
  made.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    mark(nav, made);
    tell(page.name);
  };
  return made;
}

function mark(nav, current) {
  for (const one of nav.children) one.toggleAttribute("aria-current", false);
  current.setAttribute("aria-current", "page");
  // on a phone the row is wider than the screen
  nav.scrollLeft = current.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const nav = parentElement.querySelector("nav") || parentElement.appendChild(document.createElement("nav"));
  const given = JSON.stringify(data.pages);
  nav.ariaLabel = data.label;
  if (nav.given !== given) {
    nav.replaceChildren(...data.pages.map((page) => link(page, nav, (name) => setTriggerValue("page", name))));
    nav.given = given;
  }
  const current = data.pages.findIndex((page) => page.name === data.current);
  if (current >= 0) mark(nav, nav.children[current]);
}
