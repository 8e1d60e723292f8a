"""How is the program deployed and wired? Settings, addresses, command line, reactions and panels."""
