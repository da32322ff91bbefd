import type { JSX } from 'preact';

/** Something that fits or does not: one tap, with a line of help when wanted. */
export function Tap({
  label,
  help,
  isOn,
  onTap,
}: {
  label: string;
  help: string | null;
  isOn: boolean;
  onTap: () => void;
}): JSX.Element {
  return (
    <button type="button" class="choice" aria-pressed={isOn} onClick={onTap}>
      {label}
      {help && <small>{help}</small>}
    </button>
  );
}

/** One of a few, or none: a second tap takes it away. */
export function Choice<T extends string>({
  legend,
  hint,
  options,
  value,
  onChoose,
}: {
  legend: string;
  hint?: string;
  options: readonly { value: T; label: string }[];
  value: T | null;
  onChoose: (value: T | null) => void;
}): JSX.Element {
  return (
    <fieldset class="choices">
      <legend>
        {legend} {hint && <span class="hint">{hint}</span>}
      </legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          class="choice"
          aria-pressed={option.value === value}
          onClick={() => onChoose(option.value === value ? null : option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
