// A button that opens a small panel; Escape closes it and gives the focus back.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export function Menu(props: { name: string; children: ComponentChildren }) {
  const [open, set_open] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) {
      return;
    }
    const on_key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        set_open(false);
        button.current?.focus();
      }
    };
    const on_press = (event: PointerEvent) => {
      if (!place.current?.contains(event.target as Node)) {
        set_open(false);
      }
    };
    addEventListener('keydown', on_key);
    addEventListener('pointerdown', on_press);
    return () => {
      removeEventListener('keydown', on_key);
      removeEventListener('pointerdown', on_press);
    };
  }, [open]);
  return (
    <div class="fcr-menu" ref={place}>
      <button type="button" class="fcr-button" aria-expanded={open} ref={button} onClick={() => set_open(!open)}>{props.name}</button>
      {open ? <div class="fcr-menu__panel">{props.children}</div> : null}
    </div>
  );
}
