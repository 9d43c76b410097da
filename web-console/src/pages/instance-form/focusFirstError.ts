const MOST_FRAMES = 120;

/** After a refused submit: the first wrong field gets the focus, once its error is drawn, which takes a busy browser some frames. */
export function focusFirstError(form: HTMLElement | null): void {
  let frames = 0;
  const look = () => {
    const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (field) field.focus();
    else if (++frames < MOST_FRAMES) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
