import type { components, paths } from "./schema";

/** The doors of the API as types: which there are, what they take, what they answer. All of it comes from the description of
 * the API that the server gives; a path or a member that it does not know is an error of the compiler. */

/** A part of the description by its name. */
export type Schema = components["schemas"];

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** `records/{module}/{id}` as the text that is written for it: any text in each place. */
type Filled<Path> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Path;

/** A path without its query. */
type Bare<Path> = Path extends `${infer Before}?${string}` ? Before : Path;

type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The door that a path leads to. */
type Door<Path extends string> = {
  [Known in keyof paths]: Known extends `/api/v1/${infer Rest}`
    ? IsSame<Filled<Rest>, Bare<Path>> extends true
      ? Known
      : never
    : never;
}[keyof paths];

/** What a door does with a method. */
type Operation<M extends Method, Path extends string> = paths[Door<Path>] extends infer Methods
  ? Lowercase<M> extends keyof Methods
    ? NonNullable<Methods[Lowercase<M>]>
    : never
  : never;

/** The path, when there is such a door with this method; nothing that can be written otherwise. */
export type KnownPath<M extends Method, Path extends string> = [Operation<M, Path>] extends [never]
  ? "there is no such door"
  : Path;

/** The body that a door takes; `undefined` when it takes none. */
export type Body<M extends Method, Path extends string> =
  Operation<M, Path> extends { requestBody?: infer Taken } ? Content<NonNullable<Taken>> : undefined;

type Content<Taken> = [Taken] extends [never]
  ? undefined
  : Taken extends { content: { "application/json": infer Json } }
    ? Json
    : Blob;

/** What a door answers when all is well. */
export type Answer<M extends Method, Path extends string> =
  Operation<M, Path> extends { responses: infer Responses }
    ? Responses[keyof Responses & (200 | 201 | 202 | 204)] extends { content: { "application/json": infer Json } }
      ? Json
      : undefined
    : never;
