/**
 * What a module may hold: scalars, functions, classes and frozen tables. It is preloaded, so what it made
 * while it loaded lies in flash: a write to a typed array or a map there throws, and the linker does not
 * warn; other state would be the same for every engine of a process.
 */
import ts from "typescript";
import { finding, has, walk, type Finding, type Module } from "./source.js";

const STATE = "module state: XS freezes it in flash";
const NOT_FROZEN = "module scope holds scalars, functions and frozen tables: a preloaded one is read-only";
const NOT_DECLARED = "a module only declares: nothing is done while it loads";

/** What a module holds that can change, or does while it loads. */
export function moduleScopeFindings({ tree }: Module): Finding[] {
  const findings: Finding[] = [];
  const report = (node: ts.Node, why: string | undefined): void => {
    if (why !== undefined) findings.push(finding(node, why));
  };
  for (const statement of tree.statements) report(statement, wrongStatement(statement));
  walk(tree, node => {
    if (ts.isClassStaticBlockDeclaration(node)) report(node, NOT_DECLARED);
    if (ts.isPropertyDeclaration(node) && has(node, ts.SyntaxKind.StaticKeyword))
      report(node, wrongStatic(node));
  });
  return findings;
}

function wrongStatement(statement: ts.Statement): string | undefined {
  if (ts.isVariableStatement(statement)) {
    const { flags, declarations } = statement.declarationList;
    if ((flags & ts.NodeFlags.Const) === 0) return STATE;
    return declarations.every(({ initializer }) => isFixed(initializer)) ? undefined : NOT_FROZEN;
  }
  const isDeclaration =
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement);
  return isDeclaration ? undefined : NOT_DECLARED;
}

function wrongStatic(node: ts.PropertyDeclaration): string | undefined {
  if (!has(node, ts.SyntaxKind.ReadonlyKeyword)) return STATE;
  return isFixed(node.initializer) ? undefined : NOT_FROZEN;
}

/** Whether the value of an initializer can never change. What a function returns is held to it at run time. */
function isFixed(node: ts.Expression | undefined): boolean {
  if (node === undefined || ts.isFunctionLike(node) || ts.isClassLike(node)) return true;
  if (ts.isNewExpression(node) || ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node))
    return false;
  // XS 17.9 takes memory of C for each use of one that lies in flash, and loses it, or the machine.
  if (ts.isRegularExpressionLiteral(node)) return false;
  if (ts.isCallExpression(node)) return isFixedCall(node);
  return ts.forEachChild(node, child => ts.isExpression(child) && !isFixed(child)) !== true;
}

/** A function of its own, `Math`, or `Object.freeze`; methods like `map` make something new. */
function isFixedCall({ expression, arguments: operands }: ts.CallExpression): boolean {
  if (operands.some(ts.isRegularExpressionLiteral)) return false;
  if (!ts.isPropertyAccessExpression(expression)) return ts.isIdentifier(expression);
  const name = expression.getText();
  return name === "Object.freeze" ? operands.every(isFrozenContent) : name.startsWith("Math.");
}

/** The operand of `Object.freeze`, which is shallow: literals within a literal are frozen each. */
function isFrozenContent(node: ts.Expression): boolean {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return isFrozenContent(node.expression);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.every(element => ts.isSpreadElement(element) || isFixed(element));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every(each => !ts.isPropertyAssignment(each) || isFixed(each.initializer));
  return true;
}
