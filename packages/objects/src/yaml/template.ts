/** What a text holds that something fills in before it reaches a cluster. */
export interface Template {
  /**
   * `variable`: `${NAME}`, as Flux, envsubst and Terraform write it. `expression`: `{{ … }}` of Helm, Argo CD or Jinja.
   * `placeholder`: a word such as `###NAME###` or `<NAME>` that some script replaces.
   */
  readonly kind: 'variable' | 'expression' | 'placeholder';
  /** The text before it, which is certain. */
  readonly prefix: string;
  /** The name of a variable, or the word of a placeholder. */
  readonly name?: string;
  /** What a variable becomes where nobody sets it: `${NAME:=text}`, `${NAME:-text}`. May hold templates itself. */
  readonly fallback?: string;
}

/**
 * The first template in a text, or undefined for text that is final. `$${NAME}` is an escape in Flux, and `$NAME` and
 * `$(NAME)` are left to a shell or container, so none of the three is a template.
 */
export function templateIn(text: string): Template | undefined {
  const found = template.exec(text);
  if (!found) return undefined;
  const { variable, fallback, expression, word } = found.groups ?? {};
  const prefix = text.slice(0, found.index);
  if (expression !== undefined) return { kind: 'expression', prefix };
  if (word !== undefined) return { kind: 'placeholder', prefix, name: word };
  const name = variable === undefined ? {} : { name: variable };
  return { kind: 'variable', prefix, ...name, ...(fallback === undefined ? {} : { fallback }) };
}

const variable = String.raw`(?<!\$)\$\{(?!\{)(?:(?<variable>[A-Za-z_]\w*)(?=[^\w.[(\s])(?::?[-=](?<fallback>(?:[^{}]|\$\{[^{}]*\})*)\})?)?`;
const expression = String.raw`(?<expression>\$?\{\{|\{%[-\s])`;
const placeholder = `(?:(?<!#)#{2,}|@@|<)(?<word>[A-Z][A-Z0-9_-]*)(?:#{2,}|@@|>)`;
const template = new RegExp(`${variable}|${expression}|${placeholder}`);
