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
  centre(nav);
}

/* on a phone the row is wider than the screen */
function centre(nav) {
  const current = nav.querySelector("[aria-current]");
  if (current) nav.scrollLeft = current.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
}

function build(parent) {
  const nav = parent.appendChild(document.createElement("nav"));
  // its style comes a moment later
  new ResizeObserver(() => centre(nav)).observe(nav);
  return nav;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const nav = parentElement.querySelector("nav") || build(parentElement);
  const given = JSON.stringify(data.pages);
  nav.ariaLabel = data.label;
  if (nav.given !== given) {
    nav.replaceChildren(...data.pages.map((page) => link(page, nav, (name) => setTriggerValue("page", name))));
    nav.given = given;
  }
  const current = nav.children[data.pages.findIndex((page) => page.name === data.current)];
  // whoever has scrolled the row is left where they are
  if (current && !current.hasAttribute("aria-current")) mark(nav, current);
}
