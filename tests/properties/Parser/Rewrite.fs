/// One way to say the same otherwise. Chance comes from a number, so that a case with a smaller configuration is spelled alike.
module FrrK8s.Properties.Rewrite

open System
open FrrK8s.Properties.Configuration

/// Of the tree, and of the lines that are printed of it.
type Rewrite =
    { Name: string
      Tree: Random -> Item list -> Item list
      Lines: Random -> string list -> string list }

let ofTree name change =
    { Name = name
      Tree = change
      Lines = fun _ lines -> lines }

let ofLines name change =
    { Name = name
      Tree = fun _ items -> items
      Lines = change }

/// In each context, told by its header.
let inContexts name (change: Random -> string -> Item list -> Item list) =
    ofTree name (fun random items -> Configuration.rewrite (change random) items)

let flip (random: Random) = random.Next 2 = 0

/// About half of the statements, where they can be spelled otherwise.
let ofStatements name (spell: Random -> string -> string) =
    let half (random: Random) text =
        if flip random then spell random text else text

    ofTree name (fun random items ->
        let rec change item =
            match item with
            | Line text -> Line(half random text)
            | Block(header, inner) -> Block(half random header, List.map change inner)

        List.map change items)

/// The statement's words, each as it is or spelled otherwise. What stands in free text is left alone.
let ofWords name (spell: string -> string) =
    ofStatements name (fun _ text ->
        if
            text.StartsWith "ip route"
            || text.StartsWith "ipv6 route"
            || text.Contains "description"
        then
            text
        else
            words text |> List.map spell |> String.concat " ")

let shuffle (random: Random) (items: 'item list) =
    items |> List.sortBy (fun _ -> random.Next())

let lineTexts items =
    items
    |> List.choose (fun item ->
        match item with
        | Line text -> Some text
        | Block _ -> None)

/// Adds statements behind the last one that opens no context.
let append (added: string list) (items: Item list) =
    let isLine item =
        match item with
        | Line _ -> true
        | Block _ -> false

    List.takeWhile isLine items @ List.map Line added @ List.skipWhile isLine items
