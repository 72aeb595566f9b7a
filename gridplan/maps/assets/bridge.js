/*
 * Hosts a map of ours in a component of Streamlit: shapes and colours are fetched from routes of the same server.
 * It runs in the page itself, under the page's strict policy: no text becomes a script here.
 */
const hosts = new WeakMap();
const loaded = new Map();

function once(key, load) {
  if (!loaded.has(key)) {
    const promise = load();
    loaded.set(key, promise);
    promise.catch(() => loaded.delete(key));
  }
  return loaded.get(key);
}

function element(name, attributes, into) {
  return new Promise((resolve, reject) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.onload = () => resolve(made);
    made.onerror = () => reject(new Error("not there: " + (made.src || made.href)));
    into.appendChild(made);
  });
}

async function scripts(data) {
  for (const name of data.scripts) {
    await once(data.assets + name, () => element("script", { src: data.assets + name }, document.head));
  }
}

async function get(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.status + " " + url);
  return answer.json();
}

/* the page's theme says whether it is night: by its own ground, not by the system's wish */
function isDark(box) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillStyle = getComputedStyle(box).getPropertyValue("--st-background-color").trim();
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(pen.fillStyle.slice(at, at + 2), 16));
  return 0.3 * red + 0.6 * green + 0.1 * blue < 110;
}

class Host {
  constructor(root) {
    this.root = root;
    this.turn = 0;
    this.edits = [];
    this.box = document.createElement("div");
    this.box.className = "gp-map";
    // the page changes its colours some moments after the system
    this.night = matchMedia("(prefers-color-scheme: dark)");
    this.turnDark = () => setTimeout(() => { this.box.dataset.dark = isDark(this.box); }, 500);
    this.night.addEventListener("change", this.turnDark);
  }

  async show(component) {
    const data = component.data, turn = ++this.turn;
    this.component = component;
    this.box.style.height = data.height + "px";
    this.box.setAttribute("role", "region");
    this.box.setAttribute("aria-label", data.label);
    this.box.setAttribute("aria-busy", "true");
    try {
      const news = data.scene === this.scene ? null : get(data.scene);
      // colours of one branch come along, those of a county are fetched
      const paint = typeof data.paint === "string" ? get(data.paint) : Promise.resolve(Object.assign({}, data.paint));
      // whichever fails first is told of below
      paint.catch(() => null);
      await Promise.all([scripts(data), this.dress(data)]);
      if (news) await this.build(data, await news, turn);
      const colours = await paint;
      if (turn !== this.turn) return;
      this.box.dataset.dark = isDark(this.box);
      GridPlan.repaint(this.map, colours);
      GridPlan.listen(this.map, (answer) => this.tell(answer));
      if (window.GridPlanTools && data.tools) window.GridPlanTools.show(this.map, data.tools, (edit) => this.edit(edit));
      this.box.setAttribute("aria-busy", "false");
    } catch (error) {
      if (turn === this.turn) this.fail(data, error);
    }
  }

  async dress(data) {
    if (this.box.isConnected) return;
    await Promise.all(data.styles.map((name) => element("link", { rel: "stylesheet", href: data.assets + name }, this.root)));
    this.root.appendChild(this.box);
  }

  async build(data, scene, turn) {
    if (turn !== this.turn) return;
    this.close();
    this.map = L.map(this.box, Object.assign({ center: [0, 0] }, scene.options));
    this.box.map = this.map;
    this.map.tilesFrom = data.tiles;
    this.map.fetchLater = (number) => get(data.later[number]);
    this.scene = data.scene;
    for (const [name, given] of scene.calls) if (name === "furnish") GridPlan.frame(this.map, given);
    for (const [name, given] of scene.calls) GridPlan[name](this.map, given);
    this.watch = new ResizeObserver(() => this.map.invalidateSize({ animate: false }));
    this.watch.observe(this.box);
  }

  tell(answer) {
    this.answer = Object.assign({}, this.answer, answer, { scene: this.scene });
    this.component.setStateValue("answer", this.answer);
  }

  /* numbers grow even from one opening of the page to the next */
  edit(edit) {
    this.number = Math.max((this.number || 0) + 1, Date.now());
    this.edits.push(Object.assign({ n: this.number }, edit));
    this.edits = this.edits.slice(-200);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell({ edits: this.edits }), 400);
  }

  fail(data, error) {
    console.error(error);
    this.close();
    this.scene = null;
    this.box.textContent = data.sorry;
    this.box.setAttribute("aria-busy", "false");
  }

  leave() {
    this.night.removeEventListener("change", this.turnDark);
    this.close();
  }

  close() {
    if (this.watch) this.watch.disconnect();
    if (this.map) this.map.remove();
    this.map = this.watch = null;
    this.box.textContent = "";
  }
}

export default function (component) {
  const root = component.parentElement;
  if (!hosts.has(root)) hosts.set(root, new Host(root));
  const host = hosts.get(root);
  host.show(component);
  return () => { hosts.delete(root); host.leave(); };
}
