/// One node's configuration tried on a real FRR that has none yet: everything that the laws look at, in one go.
module FrrK8s.Properties.Trial

open System
open System.IO
open System.Threading
open FrrK8s.Lab
open FrrK8s.Lab.Frr
open FrrK8s.Lab.Network
open FrrK8s.Lab.Processes
open FrrK8s.Properties.BoundaryNodes

/// What FRR made of a text.
type Trial =
    {
        Release: FrrRelease
        Text: string
        /// `vtysh -C -f`
        Check: CommandResult
        /// `vtysh -f` on an FRR without configuration.
        Load: CommandResult
        Running: string
        /// `vtysh -f` of the same text.
        LoadAgain: CommandResult
        /// The running configuration after the same text was loaded again.
        RunningAgain: string
        /// `frr-reload.py --test`, where the release has one.
        Reload: CommandResult option
    }

let private none = CancellationToken.None

/// A place to try configurations of one release in, one after the other, each on daemons of its own.
[<Sealed>]
type Bench private (release: FrrRelease, place: NetworkNamespace, folder: LabFolder) =
    let reload home file =
        task {
            match release.ReloadScript with
            | null -> return None
            | script ->
                let homes =
                    [ "--vty_socket"; "--confdir"; "--rundir" ]
                    |> List.collect (fun option -> [ option; home ])

                let arguments = [ "--test"; file; "--bindir"; "/usr/bin" ] @ homes
                let! result = Command.TryAsync(script, arguments, "", none)
                return Some result
        }

    /// FRR 10 refuses what comes while a daemon of its own holds the configuration. What is told twice is not what is told once, so
    /// such a try is made again from nothing.
    let isLocked (result: CommandResult) =
        result.Output.Contains "locked by another session"

    /// A node forwards. Else FRR would print that it does not.
    static member private SetForwarding(place: NetworkNamespace) =
        task {
            for file in [ "ipv4/ip_forward"; "ipv6/conf/all/forwarding" ] do
                let! _ =
                    Command.RunAsync(
                        "ip",
                        [ "netns"; "exec"; place.Name; "sh"; "-c"; $"echo 1 > /proc/sys/net/{file}" ]
                    )

                ()
        }

    static member StartAsync(release) =
        task {
            do! Leftovers.SweepAsync none
            let name = LabName.Next()
            let! folder = LabFolder.CreateAsync(name, none)
            let! place = NetworkNamespace.CreateAsync(name, none)
            do! Bench.SetForwarding place
            return new Bench(release, place, folder)
        }

    member _.Release = release

    member private _.TryOnceAsync(text: string) =
        task {
            let! home = folder.AddAsync("frr", true, none)
            let file = Path.Combine(folder.FullPath, "candidate.conf")
            do! File.WriteAllTextAsync(file, text, none)

            use! frr =
                FrrInstance.StartAsync(release, place, home, release.Daemons, Nullable(), none)

            let shell (arguments: string list) = frr.TryVtyshAsync(arguments, none)
            let! check = shell [ "-C"; "-f"; file ]
            let! load = shell [ "-f"; file ]
            let! running = shell [ "-c"; "show running-config" ]
            let! reload = reload home file
            let! loadAgain = shell [ "-f"; file ]
            let! runningAgain = shell [ "-c"; "show running-config" ]

            let trial =
                { Release = release
                  Text = text
                  Check = check
                  Load = load
                  Running = running.Output
                  LoadAgain = loadAgain
                  RunningAgain = runningAgain.Output
                  Reload = reload }

            return
                (if isLocked load || isLocked loadAgain then
                     None
                 else
                     Some trial)
        }

    member private _.LeadOnceAsync(first: string, steps: (string -> string) list) =
        task {
            let! home = folder.AddAsync("frr", true, none)
            let file = Path.Combine(folder.FullPath, "candidate.conf")

            use! frr =
                FrrInstance.StartAsync(release, place, home, release.Daemons, Nullable(), none)

            let mutable running = ""
            let states = ResizeArray()

            for step in (fun _ -> first) :: steps do
                let text: string = step running
                do! File.WriteAllTextAsync(file, text, none)
                let! load = frr.TryVtyshAsync([ "-f"; file ], none)
                let! shown = frr.TryVtyshAsync([ "-c"; "show running-config" ], none)
                running <- shown.Output
                states.Add(text, load, running)

            let isBroken = states |> Seq.exists (fun (_, load, _) -> isLocked load)
            return (if isBroken then None else Some(List.ofSeq states))
        }

    member bench.TryAsync(text: string) : Tasks.Task<Trial> =
        task {
            match! bench.TryOnceAsync text with
            | Some trial -> return trial
            | None -> return! bench.TryAsync text
        }

    /// Loads the first text into an FRR that has none, and what each next one is made of by what runs then: after each, what FRR said and
    /// what runs.
    member bench.LeadAsync
        (first: string, steps: (string -> string) list)
        : Tasks.Task<(string * CommandResult * string) list> =
        task {
            match! bench.LeadOnceAsync(first, steps) with
            | Some states -> return states
            | None -> return! bench.LeadAsync(first, steps)
        }

    interface IAsyncDisposable with
        member _.DisposeAsync() =
            task {
                do! place.DisposeAsync()
                folder.Dispose()
            }
            |> Tasks.ValueTask

let ofText (bench: Bench) text =
    bench.TryAsync(text).GetAwaiter().GetResult()

let ofNode bench (node: Node) = ofText bench (Node.compile node).Text
