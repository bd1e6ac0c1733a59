/// Blanks, comments, line ends and the lines that close contexts.
module FrrK8s.Properties.Layout

open System
open FrrK8s.Properties.Configuration
open FrrK8s.Properties.Rewrite

let private pick (random: Random) (values: string list) = values[random.Next values.Length]

let private indented =
    ofLines "indented otherwise" (fun random lines ->
        lines
        |> List.map (fun line -> pick random [ ""; " "; "  "; "\t"; "      " ] + line.TrimStart()))

let private spaced =
    ofLines "blanks between words" (fun random lines ->
        lines
        |> List.map (fun line ->
            let text = line.TrimStart()
            let indent = line[.. line.Length - text.Length - 1]

            indent
            + text.Replace(" ", pick random [ " "; " "; "  "; "\t" ])
            + pick random [ ""; " "; "\t" ]))

let private commented =
    ofLines "comments" (fun random lines ->
        lines
        |> List.collect (fun line ->
            if random.Next 5 = 0 then
                [ pick random [ "!"; " ! exit"; "# router bgp 1"; ""; "\t" ]; line ]
            else
                [ line ]))

let private lineEnds =
    ofLines "CRLF" (fun random lines ->
        lines |> List.map (fun line -> if flip random then line + "\r" else line))

let private exitsNamed =
    ofLines "another word for exit" (fun random lines ->
        lines
        |> List.map (fun line ->
            if isClosing line && flip random then
                pick random [ "exit"; "quit" ]
            else
                line))

/// The statements that no context which they stand behind here has, so that they leave it.
let private leaves (closing: string) (next: string) =
    let isFile =
        [ "router bgp "; "route-map "; "ip prefix-list "; "ipv6 prefix-list " ]
        |> List.exists (fun start -> next.StartsWith(start, StringComparison.Ordinal))

    isFile
    || (closing.Trim() = "exit-address-family" && next.StartsWith "address-family ")

/// Drops closing lines from the end on, where what follows leaves the context as well.
let private exitsLeftOut =
    ofLines "exits left out" (fun random lines ->
        let step (line: string) (kept: string list) =
            let follows =
                kept
                |> List.tryHead
                |> Option.forall (fun next -> leaves line (next.TrimStart()))

            if isClosing line && follows && flip random then
                kept
            else
                line :: kept

        List.foldBack step lines [])

let all = [ exitsLeftOut; exitsNamed; indented; spaced; commented; lineEnds ]
