/** Whether a key or an environment variable of this name holds something that nobody else may know. */
export function isConfidentialName(name: string): boolean {
  return confidential.test(name) && !/[_-](?:file|path|name|id|length)$/i.test(name);
}

const confidential =
  /pass(?:word|wd|phrase|$)|secret|token|private|(?:^|[_-])sas(?:$|[_-])|connection[_-]?string|credential|(?:^|[_-])(?:api|account|storage|encryption)[_-]?key$/i;
