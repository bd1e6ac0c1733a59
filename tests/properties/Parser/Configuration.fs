/// A configuration as a tree that is easy to draw, to spell otherwise and to make smaller. It knows nothing of the parser.
module FrrK8s.Properties.Configuration

/// A statement, or a statement that opens a context with what stands in it.
type Item =
    | Line of string
    | Block of header: string * items: Item list

let header item =
    match item with
    | Line text
    | Block(text, _) -> text

let words (text: string) = text.Split ' ' |> List.ofArray

/// The line that ends the context which a header opens.
let closing header =
    match words header with
    | "address-family" :: _ -> "exit-address-family"
    | "vrf" :: _ -> "exit-vrf"
    | "vni" :: _ -> "exit-vni"
    | _ -> "exit"

let isClosing (line: string) =
    match line.Trim() with
    | "exit"
    | "quit"
    | "end" -> true
    | text -> text.StartsWith "exit-"

/// The lines of a configuration, indented as FRR does.
let lines (items: Item list) : string list =
    let rec write depth item =
        let indent = String.replicate depth " "

        match item with
        | Line text -> [ indent + text ]
        | Block(header, inner) ->
            [ yield indent + header
              yield! List.collect (write (depth + 1)) inner
              yield indent + closing header ]

    List.collect (write 0) items

let join (lines: string list) =
    lines |> List.map (fun line -> line + "\n") |> String.concat ""

let print items = join (lines items)

/// Changes each context, the innermost first, and then the file; a function of the header, empty for the file.
let rec rewrite (change: string -> Item list -> Item list) (items: Item list) : Item list =
    let rec inner item =
        match item with
        | Line _ -> item
        | Block(header, items) -> Block(header, items |> List.map inner |> change header)

    items |> List.map inner |> change ""

/// Every configuration with one item less, the large items first.
let rec smaller (items: Item list) : Item list seq =
    seq {
        for index in 0 .. items.Length - 1 do
            yield List.removeAt index items

        for index, item in List.indexed items do
            match item with
            | Line _ -> ()
            | Block(header, inner) ->
                for less in smaller inner do
                    yield List.updateAt index (Block(header, less)) items
    }

let isRouter (header: string) = header.StartsWith "router bgp "
let isFamily (header: string) = header.StartsWith "address-family "

/// The neighbor or peer group that a statement makes.
let birth text =
    match words text with
    | [ "neighbor"; name; "remote-as"; _ ] when name.Contains '.' || name.Contains ':' -> Some name
    | [ "neighbor"; name; "peer-group" ]
    | "neighbor" :: name :: "interface" :: _ -> Some name
    | _ -> None

let membership text =
    match words text with
    | [ "neighbor"; name; "peer-group"; group ]
    | [ "neighbor"; name; "interface"; "peer-group"; group ] -> Some(name, group)
    | _ -> None

let private spokenOf text =
    match words text with
    | "neighbor" :: name :: _
    | "no" :: "neighbor" :: name :: _ -> [ name ]
    | _ -> []

/// FRR takes nothing that is said of a neighbor which does not exist.
let isWhole (items: Item list) =
    let isWholeRouter inner =
        let own = inner |> List.map header
        let members = List.choose membership own
        let born = List.choose birth own @ List.map fst members |> Set.ofList

        let spoken =
            inner
            |> List.collect (fun item ->
                match item with
                | Line text -> [ text ]
                | Block(_, items) -> List.map header items)
            |> List.collect spokenOf

        let groups = List.map snd members
        List.forall born.Contains (spoken @ groups)

    items
    |> List.forall (fun item ->
        match item with
        | Block(header, inner) when isRouter header -> isWholeRouter inner
        | Block _
        | Line _ -> true)
