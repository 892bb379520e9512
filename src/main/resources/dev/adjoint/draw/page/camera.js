// From where the drawing is seen: zoom, pan and fit, by wheel, pinch, drag and call.

/// A camera for `world` in `root`. `moved` is called, once a frame, when it has moved.
function lens(root, world, moved) {
  const LEAST = 0.03;
  const MOST = 4;
  let [x, y, scale] = [0, 0, 1];
  let bounds = { width: 1, height: 1 };
  let asked = false;
  let gliding = 0;

  const size = () => ({ width: root.clientWidth || 800, height: root.clientHeight || 600 });
  const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

  function place(to, smooth = false) {
    cancelAnimationFrame(gliding);
    if (!smooth) return jump(to);
    const from = { x, y, scale };
    const start = performance.now();
    const move = (now) => {
      const part = clamp((now - start) / 200, 0, 1);
      const eased = 1 - (1 - part) ** 3;
      const between = (a, b) => a + (b - a) * eased;
      jump({ x: between(from.x, to.x), y: between(from.y, to.y), scale: between(from.scale, to.scale) });
      if (part < 1) gliding = requestAnimationFrame(move);
    };
    gliding = requestAnimationFrame(move);
  }

  function jump(to) {
    ({ x, y, scale } = to);
    world.setAttribute("transform", `translate(${x} ${y}) scale(${scale})`);
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      moved();
    });
  }

  /// Shows all; or, where that could not be read, the part to begin with, which `beginning` gives
  /// when told how much of the drawing there is room for.
  function fit(beginning = null, smooth = false) {
    const { width, height } = size();
    const whole = Math.min(width / bounds.width, height / bounds.height);
    const wide = Math.max(width / bounds.width, height / bounds.height); // across the flow, mostly
    const isPart = beginning !== null && whole < 0.52;
    const to = clamp(isPart ? clamp(wide, 0.65, 0.85) : whole, LEAST, 1.15);
    const start = isPart ? beginning({ width: width / to, height: height / to }) : null;
    const along = (room, all, at, length) =>
      all * to <= room ? (room - all * to) / 2 : start ? clamp(room / 2 - (at + length / 2) * to, room - all * to, 0) : 0;
    place({
      scale: to,
      x: along(width, bounds.width, start?.x, start?.width),
      y: along(height, bounds.height, start?.y, start?.height),
    }, smooth);
  }

  /// Zooms by a factor, about a point of the window or the middle of the drawing.
  function zoom(factor, at = null) {
    const { left, top } = root.getBoundingClientRect();
    const { width, height } = size();
    const px = at ? at.clientX - left : width / 2;
    const py = at ? at.clientY - top : height / 2;
    const to = clamp(scale * factor, LEAST, MOST);
    place({ x: px - ((px - x) * to) / scale, y: py - ((py - y) * to) / scale, scale: to });
  }

  const pan = (dx, dy) => place({ x: x + dx, y: y + dy, scale });

  /// Puts a point of the world into the middle.
  function centre(at) {
    const { width, height } = size();
    place({ x: width / 2 - at.x * scale, y: height / 2 - at.y * scale, scale });
  }

  /// Moves the world under the camera by so much of its own measure.
  const shift = (dx, dy) => pan(dx * scale, dy * scale);

  /// The part of the world in sight, and a little around it.
  function sight(around) {
    const { width, height } = size();
    const more = around / scale;
    return { x: -x / scale - more, y: -y / scale - more, width: width / scale + 2 * more, height: height / scale + 2 * more };
  }

  /// Moves as little as needed for a box to be in sight, and this much of what is around it.
  function bring(box, smooth, around = 110) {
    const { width, height } = size();
    const need = (start, length, room) => {
      const edge = Math.max(16, Math.min(around, (room - length) / 2));
      if (length > room - 2 * edge) return start < edge && start + length > room - edge ? 0 : edge - start;
      return start < edge ? edge - start : start + length > room - edge ? room - edge - start - length : 0;
    };
    const dx = need(x + box.x * scale, box.width * scale, width);
    const dy = need(y + box.y * scale, box.height * scale, height);
    if (dx !== 0 || dy !== 0) place({ x: x + dx, y: y + dy, scale }, smooth);
  }

  /// Tells `click`, `twice` and `over` what the pointer does, drags and pinches themselves.
  function gestures({ click, twice, over }) {
    const pointers = new Map();
    let moving = false;
    root.addEventListener("wheel", (event) => {
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 20 : 1;
      if (event.shiftKey) pan(-(event.deltaX + event.deltaY) * unit, 0);
      else zoom(Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0016)), event);
    }, { passive: false });
    root.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, event);
      if (pointers.size === 1) moving = false;
    });
    root.addEventListener("pointermove", (event) => {
      const last = pointers.get(event.pointerId);
      if (!last) return over(event.target);
      const [dx, dy] = [event.clientX - last.clientX, event.clientY - last.clientY];
      if (!moving && Math.hypot(dx, dy) < 4) return;
      if (!moving) {
        moving = true;
        root.setPointerCapture(event.pointerId);
        root.classList.add("dragging");
      }
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const span = (a) => Math.hypot(a.clientX - other.clientX, a.clientY - other.clientY);
        const middle = { clientX: (last.clientX + other.clientX) / 2, clientY: (last.clientY + other.clientY) / 2 };
        if (span(last) > 0) zoom(span(event) / span(last), middle);
        pan(dx / 2, dy / 2);
      } else {
        pan(dx, dy);
      }
      pointers.set(event.pointerId, event);
    });
    const lift = (event) => {
      const had = pointers.delete(event.pointerId);
      if (pointers.size > 0) return;
      root.classList.remove("dragging");
      if (had && !moving && event.type === "pointerup") click(event.target);
    };
    root.addEventListener("pointerup", lift);
    root.addEventListener("pointercancel", lift);
    root.addEventListener("pointerleave", () => pointers.size === 0 && over(null));
    root.addEventListener("dblclick", (event) => twice(event.target));
  }

  new ResizeObserver(() => jump({ x, y, scale })).observe(root);

  return { bounds: (all) => (bounds = all), scale: () => scale, fit, zoom, pan, centre, shift, sight, bring, gestures };
}
