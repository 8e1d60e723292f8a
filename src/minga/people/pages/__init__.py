"""What do people see of this context? The entrance, the own account, the desk."""
