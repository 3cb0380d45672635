(** Groups of independent samples of one prompt, and policy-gradient estimates
    (family B).  A sample is a number that names a whole response (bandit
    view); a group of size [G] is a path of the game whose menu and
    distribution are the same at every history. *)
From Coq Require Import Reals List.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
Open Scope R_scope.

Definition groupGame (menu : list nat) : game :=
  Game 0 (fun _ => menu) (fun _ => None) (fun _ => 0).

(** Average of [f] over all groups of [n] independent draws from [p]. *)
Definition groupMean (menu : list nat) (p : dist) (n : nat)
    (f : list nat -> R) : R :=
  expect (groupGame menu) (fun _ => p) n [] f.

(** The exact gradient of the expected reward, for a score function [s]
    (the derivative of ln p in one direction): sum of p * s * r. *)
Definition gradient (menu : list nat) (p : dist) (s r : nat -> R) : R :=
  mean menu p (fun a => s a * r a).

(** Group relative advantage estimation: score times reward minus baseline,
    averaged over the group. *)
Definition groupReward (r : nat -> R) (xs : list nat) : R :=
  sum xs r / INR (length xs).

Definition ownMeanEstimate (s r : nat -> R) (xs : list nat) : R :=
  sum xs (fun x => s x * (r x - groupReward r xs)) / INR (length xs).

(** All samples but the one at position [i]. *)
Definition others (i : nat) (xs : list nat) : list nat :=
  firstn i xs ++ skipn (S i) xs.

(** The same estimate with a baseline that is any function of the others. *)
Definition otherBaselineEstimate (s r : nat -> R) (b : list nat -> R)
    (xs : list nat) : R :=
  sum (seq 0 (length xs))
    (fun i => s (nth i xs 0%nat) * (r (nth i xs 0%nat) - b (others i xs)))
  / INR (length xs).

Definition leaveOneOutEstimate (s r : nat -> R) (xs : list nat) : R :=
  otherBaselineEstimate s r (groupReward r) xs.
