import type { Comment } from '@backlint/source/comment';
import type { Range } from '@backlint/source/range';

/** One HCL file: its top-level body and what people wrote beside it. */
export interface HclFile extends Body {
  readonly comments: readonly Comment[];
}

/** The arguments and blocks between two braces, or of a whole file. */
export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
  /** False where a part could not be read: then something that seems absent may be written after all. */
  readonly isComplete: boolean;
  readonly range: Range;
}

/** `name = value` in a body. */
export interface Attribute {
  readonly name: Name;
  readonly value: Expression;
  readonly range: Range;
}

/** `type "label" { … }`. */
export interface Block {
  readonly type: Name;
  readonly labels: readonly Name[];
  readonly body: Body;
  /** The type and the labels: the line by which people know the block. */
  readonly header: Range;
  readonly range: Range;
}

/** A piece of text that names something; a quoted name's range includes the quotes. */
export interface Name {
  readonly text: string;
  readonly range: Range;
}

export type Expression =
  | Literal
  | Template
  | Tuple
  | ObjectExpression
  | ForExpression
  | Variable
  | Traversal
  | Call
  | Unary
  | Binary
  | Conditional
  | Parentheses
  | Unreadable;

/** A number, `true`, `false` or `null`; in JSON also a string that is no template. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  /** The digits as written, where the number does not print like that: `1.0`, `12345678901234567890`. */
  readonly written?: string;
  readonly range: Range;
}

/** A quoted string or a heredoc, with or without interpolations. */
export interface Template {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
  readonly form: 'quoted' | 'heredoc' | 'file';
  readonly range: Range;
}

export type TemplatePart = TemplateText | Interpolation | TemplateIf | TemplateFor;

/** Text as it comes out: escapes decoded, indentation and trimmed space gone. A heredoc has one part per line. */
export interface TemplateText {
  readonly kind: 'text';
  readonly value: string;
  /** The source of just the text that was kept. */
  readonly range: Range;
}

/** `${ value }`. */
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly value: Expression;
  readonly range: Range;
}

/** `%{ if … } … %{ else } … %{ endif }`. */
export interface TemplateIf {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[];
  readonly range: Range;
}

/** `%{ for key, item in collection } … %{ endfor }`. */
export interface TemplateFor {
  readonly kind: 'for';
  readonly key?: Name;
  readonly item: Name;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
  readonly range: Range;
}

/** `[a, b]`. */
export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
  readonly range: Range;
}

/** `{ key = value }`. */
export interface ObjectExpression {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
  readonly range: Range;
}

export interface ObjectEntry {
  /** A bare name is itself the key, unless it stands in parentheses. */
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for key, item in collection : value if condition]`, or with braces and `entryKey => value`. */
export interface ForExpression {
  readonly kind: 'for';
  readonly key?: Name;
  readonly item: Name;
  readonly collection: Expression;
  /** Only in braces. */
  readonly entryKey?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** Whether `...` gathers the values of equal keys in lists. */
  readonly isGrouped: boolean;
  readonly range: Range;
}

/** The name that a reference begins with: `var`, `local`, a resource type, a loop variable. */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly range: Range;
}

/** `source.name[index].*.name`. */
export interface Traversal {
  readonly kind: 'traversal';
  readonly source: Expression;
  readonly steps: readonly Step[];
  readonly range: Range;
}

export type Step =
  | { readonly kind: 'attribute'; readonly name: string; readonly range: Range }
  | { readonly kind: 'index'; readonly key: Expression; readonly range: Range }
  /** `.*` or `[*]`, with the steps taken in each element. */
  | { readonly kind: 'splat'; readonly steps: readonly Step[]; readonly range: Range };

/** `name(arguments…)`; a provider's function has a name with `::` in it. */
export interface Call {
  readonly kind: 'call';
  readonly name: Name;
  readonly arguments: readonly Expression[];
  /** Whether `...` spreads the last argument. */
  readonly isSpread: boolean;
  readonly range: Range;
}

export interface Unary {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
  readonly range: Range;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly range: Range;
}

/** `condition ? then : otherwise`. */
export interface Conditional {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
  readonly range: Range;
}

export interface Parentheses {
  readonly kind: 'parentheses';
  readonly inner: Expression;
  readonly range: Range;
}

/** An expression that a diagnostic says cannot be read: something is written, and nobody knows what. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly range: Range;
}
