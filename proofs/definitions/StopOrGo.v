(** The game "stop or go": what depth costs.  At each of [turns] turns one may go
    on (move 0) or stop (move 1).  To stop with [n] turns left pays 1 - r^n, a
    little more the earlier; to go on to the end pays 1.  At last a fair coin adds
    [c] or takes it away.  Rewards before the coin are within [0, 1]; the optimum
    is to go on. *)
From Coq Require Import Reals List.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
Open Scope R_scope.

(** What a history pays if nothing but going on follows, [n] turns being left. *)
Fixpoint pay (r : R) (h : history) (n : nat) : R :=
  match h with
  | [] => 1
  | O :: h' => pay r h' (S n)
  | S _ :: _ => 1 - r ^ n
  end.

Definition onLine (h : history) : bool := forallb (Nat.eqb 0) h.

(** A stopped history is padded with one-move menus up to the coin. *)
Definition stopOrGo (r c : R) (turns : nat) : game := Game (S turns)
  (fun h => if (Nat.leb turns (length h) || onLine h)%bool then [0; 1]%nat else [0]%nat)
  (fun h => if Nat.leb turns (length h) then Some (fun _ => 1 / 2) else None)
  (fun path => match path with
               | [] => 0
               | O :: h => pay r h 0 + c
               | S _ :: h => pay r h 0 - c
               end).

Definition two (x : R) : dist := fun a => match a with O => x | _ => 1 - x end.

(** The policy that goes on with probability [p]; 1 is optimal. *)
Definition goes (turns : nat) (p : R) : policy := fun h =>
  if Nat.leb turns (length h) then fun _ => 1 / 2
  else if onLine h then two p else fun _ => 1.
