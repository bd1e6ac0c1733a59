/// FRR's own parser over everything that the cases render: `vtysh -C -f` needs no daemon.
module FrrK8s.Properties.Specification.Syntax

open System
open System.Diagnostics
open System.IO

let private tryFindVtysh () =
    [ "/usr/bin/vtysh"; "/usr/local/bin/vtysh" ] |> List.tryFind File.Exists

/// The complaints about a file, with their line numbers, or why nothing can be said.
let private complaints (vtysh: string) (file: string) =
    let start =
        ProcessStartInfo(
            vtysh,
            [ "-C"; "-f"; file ],
            RedirectStandardError = true,
            RedirectStandardOutput = true
        )

    match Process.Start start with
    | null -> Error $"{vtysh} does not start"
    | running ->
        use running = running
        let output = running.StandardOutput.ReadToEndAsync()
        let errors = running.StandardError.ReadToEnd()
        running.WaitForExit()

        match running.ExitCode with
        | 0 -> Ok ""
        | 2
        | 4 -> Ok(output.Result + errors)
        | code -> Error $"{vtysh} ends with {code}: {errors}"

/// Checks each text once. Gives how many were checked and what FRR said to the names of the refused ones.
let check (texts: (string * string) list) : Result<int * (string * string) list, string> =
    match tryFindVtysh () with
    | None -> Error "vtysh is not installed"
    | Some vtysh ->
        let distinct = texts |> List.distinctBy snd
        let file = Path.Combine(Path.GetTempPath(), $"frr-spec-{Guid.NewGuid():N}.conf")

        let one (text: string) =
            File.WriteAllText(file, text)
            complaints vtysh file

        try
            // All in one go first: each text ends at the top level, or `end` takes it there.
            match one (distinct |> List.map (fun (_, text) -> text + "end\n") |> String.concat "") with
            | Error reason -> Error reason
            | Ok "" -> Ok(distinct.Length, [])
            | Ok _ ->
                let refused =
                    [ for name, text in distinct do
                          match one text with
                          | Ok "" -> ()
                          | Ok said
                          | Error said -> name, said ]

                Ok(distinct.Length, refused)
        finally
            File.Delete file
