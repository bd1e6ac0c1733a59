using FrrK8s.Host.Cli;

return await FrrK8sCommand.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
