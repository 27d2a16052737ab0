/**
 * Makes a built module count how often each of its functions, and each block that a decision leads to, is entered:
 * the branches of `if`, `?:` and `switch`, what loops repeat, the right side of `&&`, `||` and `??`. Lines stay where
 * they are, so that a stack says where an error came from.
 *
 * The counters are an array of octets that the module asks `globalThis.countersOf` for when it is loaded.
 */
import ts from "typescript";

/** What a place that is counted is; in a string, one letter for each counter. */
export const FUNCTION = "f";
export const BLOCK = "b";

/** A module with its counters. */
export interface Instrumented {
  readonly code: string;
  /** `FUNCTION` or `BLOCK` for each counter. */
  readonly kinds: string;
  /** The texts that stand in it: what inputs may be compared with. */
  readonly words: readonly string[];
}

/** `code`: a module as tsc makes it; `path`: what its counters are known by. */
export function instrument(code: string, path: string): Instrumented {
  const writer = new Writer(code, path);
  const body = writer.render(writer.tree);
  const { kinds } = writer;
  const words = [...writer.words];
  const given = [path, kinds, words].map(each => JSON.stringify(each)).join(", ");
  return { code: `const $hits = globalThis.countersOf(${given}); ${body}`, kinds, words };
}

class Writer {
  readonly tree: ts.SourceFile;
  readonly words = new Set<string>();
  kinds = "";
  readonly #code: string;

  constructor(code: string, path: string) {
    this.#code = code;
    this.tree = ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  }

  /** The text of a node without what is before it, its counters in place. */
  render(node: ts.Node): string {
    if (ts.isStringLiteral(node) && !ts.isImportDeclaration(node.parent)) this.words.add(node.text);
    const hit = this.#hitOf(node);
    let text = "";
    let at = node.getStart(this.tree);
    ts.forEachChild(node, child => {
      text += this.#code.slice(at, child.getStart(this.tree)) + this.render(child);
      at = child.end;
    });
    return counted(node, text + this.#code.slice(at, node.end), hit);
  }

  /** The statement that counts `node`; empty: it is not counted. */
  #hitOf(node: ts.Node): string {
    const kind = kindOf(node);
    if (kind === undefined) return "";
    this.kinds += kind;
    return `$hits[${this.kinds.length - 1}]++`;
  }
}

function counted(node: ts.Node, text: string, hit: string): string {
  if (hit === "") return text;
  if (ts.isBlock(node)) return `{ ${hit}; ${text.slice(1)}`;
  if (ts.isCaseOrDefaultClause(node)) {
    const colon = text.indexOf(":", ts.isCaseClause(node) ? node.expression.end - node.getStart() : 0);
    return `${text.slice(0, colon + 1)} ${hit};${text.slice(colon + 1)}`;
  }
  return ts.isStatement(node) ? `{ ${hit}; ${text} }` : `(${hit}, ${text})`;
}

function kindOf(node: ts.Node): string | undefined {
  const { parent } = node;
  if (parent === undefined) return undefined;
  if (ts.isFunctionLike(parent) && "body" in parent && parent.body === node) return FUNCTION;
  if (ts.isCaseOrDefaultClause(node) || isBranch(node, parent)) return BLOCK;
  return undefined;
}

function isBranch(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isIfStatement(parent)) return node === parent.thenStatement || node === parent.elseStatement;
  if (ts.isConditionalExpression(parent)) return node === parent.whenTrue || node === parent.whenFalse;
  if (ts.isIterationStatement(parent, false)) return node === parent.statement;
  if (ts.isCatchClause(parent)) return node === parent.block;
  if (!ts.isBinaryExpression(parent) || node !== parent.right) return false;
  switch (parent.operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return true;
    default:
      return false;
  }
}
