idle-title = A short break?
idle-ask = Are { $who } still there? Press any key to go on. Otherwise everything is kept and the machine is free for others in a minute.
idle-key-here = I am still here
