/// Sequence numbers that stay. An entry's number comes from what the entry says, not from its position,
/// so that adding or taking one away is one line of difference wherever it sorts.
module FrrK8s.Rules.Numbering

open System

/// FNV-1a, 31 bits, never 0: FRR numbers go from 1 to 4294967295, and FRR itself counts on from the largest in use.
let private hash (text: string) =
    let mutable value = 2166136261u

    for c in text do
        value <- (value ^^^ uint32 c) * 16777619u

    max 1 (int (value &&& 0x7fffffffu))

/// Puts texts of one number, which stand together, into their order.
let private orderEqual (numbers: int array) (texts: string array) =
    let mutable first = 0

    for index in 1 .. numbers.Length do
        if index = numbers.Length || numbers[index] <> numbers[first] then
            if index - first > 1 then
                Array.Sort(texts, first, index - first, StringComparer.Ordinal)

            first <- index

/// Numbers for distinct texts, ascending. Two texts of one hash are told apart by their order.
let byContent (texts: string seq) : (int * string) list =
    let texts = Array.ofSeq texts
    let numbers = Array.map hash texts
    // Plain numbers sort several times faster than pairs.
    Array.Sort(numbers, texts)
    orderEqual numbers texts

    // Each number is its own hash or, where that is taken, the next one.
    for index in 1 .. numbers.Length - 1 do
        numbers[index] <- max numbers[index] (numbers[index - 1] + 1)

    [ for index in 0 .. numbers.Length - 1 -> numbers[index], texts[index] ]

/// Numbers for entries whose order matters: with room between them, below the numbers of `last`.
let inOrder (entries: 'entry list) =
    let room = max 1 (min 10 (64000 / max 1 entries.Length))
    entries |> List.mapi (fun index entry -> (index + 1) * room, entry)

/// Route-map entries that stand behind all others: the permits of an outgoing route-map.
let last family =
    match family with
    | V4 -> 65001
    | V6 -> 65002

/// Entries of an incoming route-map: what is always blocked, then what is allowed.
let deny family =
    match family with
    | V4 -> 1
    | V6 -> 2

let permit family =
    match family with
    | V4 -> 3
    | V6 -> 4
