// A button that asks again before it does something that cannot be taken back.
import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from '../words/words.ts';

export function Sure(props: { name: string; label?: string; question: string; disabled?: boolean; grave?: boolean; yes: () => void }) {
  const [asking, set_asking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const second = useRef<HTMLButtonElement>(null);
  const was_asking = useRef(false);
  useEffect(() => {
    if (asking) {
      second.current?.focus();
    } else if (was_asking.current) {
      first.current?.focus();
    }
    was_asking.current = asking;
  }, [asking]);
  if (!asking || props.disabled) {
    return <button type="button" class={props.grave ? 'fcr-button fcr-button--grave' : 'fcr-button'} ref={first} aria-label={props.label} disabled={props.disabled} onClick={() => set_asking(true)}>{props.name}</button>;
  }
  return (
    <span
      class="fcr-sure"
      role="group"
      aria-label={props.question}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          set_asking(false);
        }
      }}
    >
      <span>{props.question} {words.control.sure}</span>
      <button
        type="button"
        class="fcr-button fcr-button--grave"
        ref={second}
        onClick={() => {
          set_asking(false);
          props.yes();
        }}
      >
        {words.control.yes}
      </button>
      <button type="button" class="fcr-button" onClick={() => set_asking(false)}>{words.control.no}</button>
    </span>
  );
}
