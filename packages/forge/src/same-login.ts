/** Whether two logins are one account's; forges ignore their case. */
export function isSameLogin(left: string | undefined, right: string): boolean {
  return left !== undefined && left.toLowerCase() === right.toLowerCase();
}
