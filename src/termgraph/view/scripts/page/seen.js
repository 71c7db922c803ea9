// Doing something when an element comes into sight, and not before.

/** Calls `act` once for each watched element that comes near the part of the page in sight. */
export function whenSeen(act) {
  const observer = new IntersectionObserver((found) => {
    for (const { isIntersecting, target } of found) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      act(target);
    }
  }, { rootMargin: "300px" });
  return { watch: (made) => observer.observe(made), stop: () => observer.disconnect() };
}
