import type { SymbolInformation } from "vscode";

/** The editor hides whatever does not hold the letters that were typed, in their order: somebody whom the server found
 *  under another spelling carries along what was asked for. */
export function namedAsAsked<Found extends SymbolInformation>(symbol: Found, query: string): Found {
  const shown = query.split(/\s+/).every((word) => holds(symbol.name, word));
  if (!shown) symbol.name = `${symbol.name} ≈ ${query.trim()}`;
  return symbol;
}

/** Whether the letters stand in the name, in their order, whatever stands between them. */
function holds(name: string, letters: string): boolean {
  const rest = name.toLowerCase();
  let at = 0;
  for (const letter of letters.toLowerCase()) {
    at = rest.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
