import { Field, TextArea } from '@kith/ui/Field.tsx';
import { type Problem, problemFor } from './ask-problems.ts';

interface TextFieldProps {
  name: string;
  label: string;
  hint?: string;
  value: string;
  problems: readonly Problem[];
  maxLength: number;
  /** Lines; more than one makes it a box. */
  rows?: number;
  type?: 'text' | 'tel' | 'email';
  inputMode?: 'text' | 'tel' | 'email';
  autocomplete: string;
  enterkeyhint?: 'next' | 'done';
  autocapitalize?: 'off' | 'words' | 'sentences';
}

/** A labelled field that keeps its own text: the form is the only place where words live. */
export function TextField({ name, value, problems, maxLength, rows = 1, ...field }: TextFieldProps) {
  const shared = { id: name, name, defaultValue: value, problem: problemFor(problems, name)?.message, maxLength };
  if (rows > 1) return <TextArea {...shared} {...area(field)} rows={rows} />;
  return <Field {...shared} {...field} dir={field.type && field.type !== 'text' ? 'ltr' : 'auto'} />;
}

function area({
  type: _type,
  inputMode: _mode,
  ...rest
}: Omit<TextFieldProps, 'name' | 'value' | 'problems' | 'maxLength' | 'rows'>) {
  return rest;
}
