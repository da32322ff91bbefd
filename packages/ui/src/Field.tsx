import type { ComponentChildren, JSX, PartialInputHTMLAttributes } from 'preact';

type FieldProps = Pick<
  PartialInputHTMLAttributes<HTMLInputElement>,
  | 'name'
  | 'value'
  | 'defaultValue'
  | 'onInput'
  | 'onChange'
  | 'onBlur'
  | 'autocomplete'
  | 'inputMode'
  | 'enterkeyhint'
  | 'maxLength'
  | 'minLength'
  | 'pattern'
  | 'required'
  | 'readOnly'
  | 'dir'
  | 'lang'
  | 'spellcheck'
  | 'autocapitalize'
  | 'autofocus'
  | 'min'
  | 'max'
> & {
  type?: 'text' | 'search' | 'tel' | 'email' | 'password' | 'date' | 'time';
  /** Unique on the page (in the shadow root); the error summary links to it. */
  id: string;
  label: ComponentChildren;
  /** A sentence under the label. */
  hint?: ComponentChildren;
  /** What went wrong and what to do, or nothing. */
  problem?: string | undefined;
};

/** A label, a hint, the problem if there is one, and one native input. */
export function Field({ id, label, hint, problem, ...input }: FieldProps): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <FieldNotes id={id} hint={hint} problem={problem} />
      <input {...(input as JSX.IntrinsicElements['input'])} {...describedBy(id, hint, problem)} />
    </div>
  );
}

type TextAreaProps = Omit<JSX.IntrinsicElements['textarea'], 'class' | 'className' | 'style' | 'id'> &
  Pick<FieldProps, 'id' | 'label' | 'hint' | 'problem'>;

/** As Field, for more than a line. */
export function TextArea({ id, label, hint, problem, ...area }: TextAreaProps): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <FieldNotes id={id} hint={hint} problem={problem} />
      <textarea dir="auto" {...area} {...describedBy(id, hint, problem)} />
    </div>
  );
}

function FieldNotes({ id, hint, problem }: Pick<FieldProps, 'id' | 'hint' | 'problem'>): JSX.Element {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </>
  );
}

function describedBy(id: string, hint: ComponentChildren, problem: string | undefined) {
  const notes = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return {
    id,
    ...(notes && { 'aria-describedby': notes }),
    ...(problem && { 'aria-invalid': 'true' as const }),
  };
}
