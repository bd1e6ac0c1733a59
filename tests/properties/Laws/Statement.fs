/// Configuration text as statements in their contexts: what a line says and inside what it says it, without indentation and position.
module FrrK8s.Properties.Statement

/// `Context` names the opening lines, outermost first.
type Statement =
    { Context: string list
      Text: string }

    override this.ToString() =
        String.concat " / " (this.Context @ [ this.Text ])

let private words (line: string) =
    line.Split([| ' '; '\t' |], System.StringSplitOptions.RemoveEmptyEntries)
    |> List.ofArray

/// The line that ends the context which this line opens. Some words open a context only inside another.
let private closing (context: string list) line =
    match context |> List.map words, words line with
    | [], [ "bfd" ]
    | [], "router" :: "bgp" :: _
    | [], [ "route-map"; _; ("permit" | "deny"); _ ]
    | [ [ "bfd" ] ], [ "profile"; _ ] -> Some "exit"
    | [], [ "vrf"; _ ] -> Some "exit-vrf"
    | [ "router" :: _ ], "address-family" :: _ -> Some "exit-address-family"
    | [ _; [ "address-family"; "l2vpn"; "evpn" ] ], [ "vni"; _ ] -> Some "exit-vni"
    | _ -> None

/// Comments say nothing, and FRR draws lines between sections with them.
let private isSilent (line: string) =
    line.Length = 0 || line[0] = '!' || line[0] = '#'

/// The statements of a text, the lines that open a context among them.
let ofText (text: string) : Set<Statement> =
    let step (found, opened) (line: string) =
        let context = opened |> List.map fst |> List.rev

        match opened with
        | (_, close) :: outer when line = close -> found, outer
        | _ ->
            let statement = { Context = context; Text = line }

            match closing context line with
            | Some close -> statement :: found, (line, close) :: opened
            | None -> statement :: found, opened

    text.Split '\n'
    |> Seq.map _.Trim()
    |> Seq.filter (isSilent >> not)
    |> Seq.fold step ([], [])
    |> fst
    |> Set.ofList
