using System.Net.Sockets;
using System.Runtime.InteropServices;
using FrrK8s.Lab;
using FrrK8s.Lab.Processes;
using FrrK8s.Lab.Run;

if (RunOptions.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync("usage: FrrK8s.lab --program FRRK8S --samples DIR");
    return 2;
}

if (Prerequisites.Missing() is { } missing)
{
    await Console.Error.WriteLineAsync(missing);
    return 1;
}

using var stop = new CancellationTokenSource();
void OnSignal(PosixSignalContext context)
{
    // Whoever sends it, the way out is the ordinary one: it takes everything down.
    context.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);

try
{
    return await new LabRun(options).RunAsync(live: !Console.IsInputRedirected && !Console.IsOutputRedirected, stop.Token);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("ended before the end; everything is taken down");
    return 130;
}
catch (Exception error) when (error is CommandFailedException or TimeoutException or SocketException or IOException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
