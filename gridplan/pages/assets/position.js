/*
 * Asks the phone where it is: once, and only when the button is pressed. What it tells goes to the page of this one
 * session, and nowhere else; nothing is watched, kept in the browser or asked again.
 */
const WAIT_MS = 20000;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const button = parentElement.querySelector("button") || parentElement.appendChild(document.createElement("button"));
  button.type = "button";
  button.textContent = data.text;
  button.disabled = false;
  button.onclick = () => {
    if (!navigator.geolocation) {
      setTriggerValue("fix", { error: "none" });
      return;
    }
    button.disabled = true;
    button.textContent = data.waiting;
    const done = (fix) => {
      button.disabled = false;
      button.textContent = data.text;
      setTriggerValue("fix", fix);
    };
    navigator.geolocation.getCurrentPosition(
      (found) => done({
        lon: +found.coords.longitude.toFixed(5),
        lat: +found.coords.latitude.toFixed(5),
        accuracy: Math.round(found.coords.accuracy),
      }),
      (problem) => done({ error: problem.code === 1 ? "refused" : "none" }),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 0 },
    );
  };
}
