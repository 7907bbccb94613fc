/** Whether a template of Wild Cloud, such as `postgres://{{ .app.dbHost }}/{{ .app.dbName }}`, contains a setting of its app. */
export function usesSetting(template: string, key: string): boolean {
  return Array.from(template.matchAll(/\{\{([^{}]*)\}\}/g)).some(([, expression = '']) =>
    expression.split(/[\s()|]+/).some((word) => word === `.app.${key}`),
  );
}
