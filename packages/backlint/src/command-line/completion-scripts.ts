import type { CommandWords, CompletionWords } from './completion-words.ts';

/** Completion for bash: `source <(backlint completion bash)`. */
export function bashScript(commands: CompletionWords): string {
  return `_backlint() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${commands.map(({ name }) => name).join('|')}) command=$word; break ;; esac
  done
  case \${command:-check}:$previous:$current in
${commands.flatMap(bashCases).join('\n')}
  esac
  if [[ -z $command && $COMP_CWORD == 1 ]]; then
    COMPREPLY+=($(compgen -W ${quoted(commands.map(({ name }) => name))} -- "$current"))
  fi
}
complete -o filenames -F _backlint backlint
`;
}

/** Completion for zsh, which understands the functions of bash: `source <(backlint completion zsh)`. */
export function zshScript(commands: CompletionWords): string {
  return `autoload -Uz compinit bashcompinit\ncompinit\nbashcompinit\n${bashScript(commands)}`;
}

/** Completion for fish: `backlint completion fish | source`. */
export function fishScript(commands: CompletionWords): string {
  const names = commands.map(({ name }) => name);
  return [
    ...commands.map(({ name, summary }) => {
      return `complete -c backlint -n 'not __fish_seen_subcommand_from ${names.join(' ')}' -a ${name} -d ${fishText(summary)}`;
    }),
    ...commands.flatMap(fishCommand),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function bashCases({ name, options, values }: CommandWords): string[] {
  const flags = options.map(({ flag }) => flag);
  return [
    ...options.flatMap((option) =>
      option.values === undefined ? [] : [bashCase(`${name}:${option.flag}:*`, option.values)],
    ),
    bashCase(`${name}:*:-*`, flags),
    values === undefined ? `    ${name}:*) COMPREPLY=($(compgen -f -- "$current")) ;;` : bashCase(`${name}:*`, values),
  ];
}

function bashCase(pattern: string, words: readonly string[]): string {
  return `    ${pattern}) COMPREPLY=($(compgen -W ${quoted(words)} -- "$current")) ;;`;
}

function quoted(words: readonly string[]): string {
  return `"${words.join(' ')}"`;
}

function fishCommand({ name, options, values }: CommandWords): string[] {
  const seen = name === 'check' ? '' : `-n '__fish_seen_subcommand_from ${name}' `;
  return [
    ...(values === undefined || values.length === 0
      ? []
      : [`complete -c backlint ${seen}-xa ${fishText(values.join(' '))}`]),
    ...options.map((option) => {
      const taken =
        option.values === undefined
          ? ''
          : ` -x${option.values.length === 0 ? '' : `a ${fishText(option.values.join(' '))}`}`;
      return `complete -c backlint ${seen}-l ${option.flag.slice(2)} -d ${fishText(option.description)}${taken}`;
    }),
  ];
}

function fishText(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
